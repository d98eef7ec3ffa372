"""Invented records beside real ones. This module says which are which, and lets neither pass for the other."""

from data.commands.speech import answer
from data.errors import Problem
from data.schema import Records
from data.schema.invented import MARK, NAMED_TABLES, SETTING, is_invented

_ALLOWED = "ฐานข้อมูลที่ยังไม่มีโครงการ กับ --as-invented / a store without initiatives, with --as-invented"


def warn_invented(records: Records) -> None:
    """Say so where all `records` are invented."""
    if is_invented(records):
        answer("ข้อมูลสมมติทั้งหมด ไม่ใช่งานหรือหน่วยงานจริง", "all invented: no work or agency of these is real")


def refused(incoming: Records, kept: Records, *, is_wanted: bool) -> list[Problem]:
    """Return why invented records may not be taken in; nothing where they may, or where there are none.

    They may go where all is invented already. Else someone must want it, the file set must say of itself that it is
    invented, so that the store does from then on, and the store must not hold initiatives that could be real.
    """
    if is_invented(kept):
        return []
    if is_wanted and is_invented(incoming) and not len(kept.get("initiatives", ())):
        return []
    problems = [Problem("settings", 0, SETTING, "invented_records", "yes", _ALLOWED)] if is_invented(incoming) else []
    for table, column in NAMED_TABLES.items():
        names = list(incoming[table][column].dropna()) if table in incoming else []
        count = sum(str(name).endswith(MARK.thai) for name in names)
        if count:
            problems.append(Problem(table, 0, column, "invented_records", f"{count:,} × {MARK.thai}", _ALLOWED))
    return problems
