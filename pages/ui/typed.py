"""Days typed as offices write them, in either era. This module draws the field and says how it is read."""

import datetime

import streamlit as st

from data.readers.values import read_value
from data.schema import Column
from pages.ui import calendar, prose
from pages.ui.visit import Visit


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
