"""Invented records beside real ones. This module lets neither pass for the other, whoever brings them in."""

from collections.abc import Sequence
from dataclasses import replace

from data.desk.parts import Part
from data.errors import Problem
from data.schema import Records
from data.schema.invented import MARK, NAMED_TABLES, SETTING, is_invented

_ALLOWED = "ฐานข้อมูลที่ยังไม่มีโครงการ กับ --as-invented / a store without initiatives, with --as-invented"


def refused(incoming: Records, kept: Records, *, is_wanted: bool = False) -> list[Problem]:
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


def marked(table: str, column: str, text: str) -> str:
    """Return a name that somebody wrote into a register where all is invented, with the mark it has to carry.

    >>> marked("initiatives", "title_th", "ฝายใหม่"), marked("initiatives", "description", "ฝายใหม่")
    ('ฝายใหม่ (สมมติ)', 'ฝายใหม่')
    >>> marked("agencies", "name_en", "Weir group"), marked("initiatives", "title_th", "ฝายใหม่ (สมมติ)")
    ('Weir group (invented)', 'ฝายใหม่ (สมมติ)')
    """
    named = NAMED_TABLES.get(table, "")
    marks = {named: MARK.thai, named.replace("_th", "_en"): MARK.english}
    bare = text.strip()
    if not bare or column not in marks or bare.endswith(marks[column]):
        return text
    return f"{bare} {marks[column]}"


def named(part: Part, known: Records) -> Part:
    """Return a part of a form whose new names carry the mark, where all that is `known` is invented."""
    if not is_invented(known):
        return part
    new = {name: marked(part.table, name, part.texts[name]) for name in part.touched}
    return replace(part, texts={**part.texts, **new})


def faults_of(parts: Sequence[Part], known: Records) -> list[Problem]:
    """Return where a form would let what is invented pass for real, or ascribe it to real agencies."""
    return _attributed(parts, known) if is_invented(known) else _pretended(parts)


def _pretended(parts: Sequence[Part]) -> list[Problem]:
    """Return the names with the mark of what is invented in a register of real work."""
    names = ((part, row, NAMED_TABLES.get(part.table, "")) for part, row in _rows(parts))
    return [
        Problem(part.table, row, column, "invented_records", part.texts[column])
        for part, row, column in names
        if column in part.touched and part.texts[column].strip().endswith(MARK.thai)
    ]


def _attributed(parts: Sequence[Part], known: Records) -> list[Problem]:
    """Return the real agencies to which a register where all is invented would ascribe something."""
    names = dict(zip(known["agencies"]["agency_id"], known["agencies"]["name_th"], strict=True))
    ascribed = ((part, row) for part, row in _rows(parts) if part.table in ("participation", "coverage"))
    return [
        Problem(part.table, row, "agency_id", "real_agency", names[part.texts["agency_id"]])
        for part, row in ascribed
        if not str(names.get(part.texts.get("agency_id", ""), MARK.thai)).endswith(MARK.thai)
    ]


def _rows(parts: Sequence[Part]) -> list[tuple[Part, int]]:
    """Return each part that says something new, with its number among the parts of its table."""
    counts: dict[str, int] = {}
    found = []
    for part in parts:
        counts[part.table] = counts.get(part.table, 0) + 1
        if part.touched and not part.is_gone:
            found.append((part, counts[part.table]))
    return found
