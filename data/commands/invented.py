"""Invented records on the command line. This module says so where all is invented."""

from data.commands.speech import answer
from data.schema import Records
from data.schema.invented import is_invented


def warn_invented(records: Records) -> None:
    """Say so where all `records` are invented."""
    if is_invented(records):
        answer("ข้อมูลสมมติทั้งหมด ไม่ใช่งานหรือหน่วยงานจริง", "all invented: no work or agency of these is real")
