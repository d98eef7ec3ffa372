"""Days typed as offices write them, in either era. This module draws the field and says how it is read."""

import datetime
from collections.abc import Sequence

import streamlit as st

from data.errors import DataError
from data.readers.values import read_value
from data.schema import TABLES, Column
from pages.ui import calendar, prose
from pages.ui.visit import Visit

FOR_GOOD, _ANY_DAY = 0, -1
_END = TABLES["ties"].column("end_date")


def day(text: str, column: Column) -> datetime.date | None:
    """Return the day that a text means in a column of dates; None where it means none."""
    read = read_value(text, column).value if text.strip() else None
    return datetime.date.fromisoformat(read) if isinstance(read, str) else None


def field(now: Visit, label: str, column: Column, key: str) -> datetime.date | None:
    """Draw the field of a day and below it how it is read, or that it cannot be."""
    text = st.text_input(label, key=key) or ""
    found = day(text, column)
    if found:
        prose.show(prose.line(now.say("form_read_as", day=calendar.long(found, now.lang)), "note"))
    elif text.strip():
        prose.show(prose.line(now.say("open_no_date"), "warn"))
    return found


def ending(now: Visit, months: Sequence[int], key: str) -> None:
    """Draw the choice of a last day: some months from today, or `FOR_GOOD`, or any day, typed."""
    way = st.radio(
        now.say("act_until"),
        (*months, _ANY_DAY),
        format_func=lambda count: now.say("until_day" if count == _ANY_DAY else f"until_{count}"),
        key=f"until {key}",
        horizontal=True,
    )
    if way == _ANY_DAY:
        field(now, now.say("until_typed"), _END, f"last day {key}")


def last_day(key: str) -> datetime.date | None:
    """Return the last day that was chosen or typed; None: for good.

    Raises
    ------
    DataError
        What was typed is no day after today.
    """
    said, today = st.session_state, calendar.today()
    count = int(said[f"until {key}"])
    if count != _ANY_DAY:
        return calendar.after(today, count) if count else None
    found = day(str(said[f"last day {key}"]), _END)
    if found is None or found <= today:
        raise DataError("เลือกวันสิ้นสุดหลังจากวันนี้", "choose a last day after today")
    return found
