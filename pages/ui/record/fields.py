"""One field of a form, by what its column holds. This module draws it with its help and what is wrong with it."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from data.desk.parts import codes
from data.errors import Problem
from data.readers.values import read_value
from data.schema import SEPARATOR, TABLES, Column
from data.schema.headings import column_label
from data.schema.invented import MARK
from data.schema.problems import PROBLEMS
from pages.ui import calendar, prose
from pages.ui.record.layout import AREA_COLUMN, COUNTED
from pages.ui.record.sheet import Sheet
from pages.ui.visit import Visit
from pages.ui.words import record as words

_LONG = ("description", "note")
_LIVE = "600ms"
"""Pause in typing after which a text is taken in, so that little is lost with a connection."""


def field(now: Visit, sheet: Sheet, column: str, at: int = 0) -> None:
    """Draw the field of a column of a part, and what is wrong with it."""
    spec = TABLES[sheet.parts[at].table].column(column)
    with st.container():  # what comes and goes beside one field moves no other
        _DRAWN[spec.kind](now, sheet, spec, at)
        faults(now, sheet, column, at)
        if spec.name in COUNTED and sheet.parts[at].table == "initiatives" and not sheet.text(column, at):
            prose.show(prose.line(now.say("form_uncounted"), "note"))


def faults(now: Visit, sheet: Sheet, column: str, at: int = 0) -> None:
    """Say what was wrong with a field when it was to be saved."""
    for one in sheet.problems(at, column):
        prose.show(prose.line(problem(now, one), "warn"))


def problem(now: Visit, one: Problem) -> str:
    """Return a problem in a sentence, with what was likely meant."""
    what = PROBLEMS[one.code][now.lang == "en"]
    return now.say("form_suggest", what=what, suggestion=one.suggestion) if one.suggestion else what


def label(now: Visit, table: str, column: str) -> str:
    """Return what a field is called, and whether it must not be blank."""
    said = column_label(table, column)[now.lang == "en"]
    return now.say("form_needed", label=said) if TABLES[table].column(column).required else said


def _help(now: Visit, spec: Column) -> str | None:
    key = f"form_help_{spec.name}"
    if key in words.SAID:
        return now.say(key)
    return now.say("form_help_date") if spec.kind in ("start", "end") else None


def _widget(now: Visit, sheet: Sheet, spec: Column, at: int, text: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what every widget is given: its label, key and help; its first value is put under the key."""
    key = sheet.name(at, spec.name)
    st.session_state.setdefault(key, text)
    return {"label": label(now, sheet.parts[at].table, spec.name), "key": key, "help": _help(now, spec)}


def _text(now: Visit, sheet: Sheet, spec: Column, at: int) -> None:
    """Draw a field without a limit: one would drop a long text that is pasted; what is too long is said at saving."""
    given = _widget(now, sheet, spec, at, sheet.text(spec.name, at))
    said = st.text_area(**given, height=100) if spec.name in _LONG else st.text_input(**given, live=_LIVE)
    sheet.write(spec.name, said or "", at)


def _date(now: Visit, sheet: Sheet, spec: Column, at: int) -> None:
    _text(now, sheet, spec, at)
    text = sheet.text(spec.name, at)
    read = read_value(text, spec)
    if isinstance(read.value, str) and text.strip() != sheet.parts[at].shown.get(spec.name, ""):
        day = datetime.date.fromisoformat(read.value)
        said = calendar.short(day, now.lang, read.precision) if read.precision else calendar.long(day, now.lang)
        prose.show(prose.line(now.say("form_read_as", day=said), "note"))


def _one(now: Visit, sheet: Sheet, spec: Column, at: int) -> None:
    options, name = _options(now, spec)
    text = sheet.text(spec.name, at)
    given = _widget(now, sheet, spec, at, text)
    shown = ["", *options] if not text or text in options else ["", text, *options]
    said = st.selectbox(
        options=shown,
        format_func=lambda code: name(code) if code else now.say("form_choose"),
        filter_mode="contains",
        on_change=_after(sheet, spec, at),
        **given,
    )
    sheet.write(spec.name, said or "", at)


def _after(sheet: Sheet, spec: Column, at: int) -> Callable[[], None] | None:
    """Return what a choice brings with it: a new status is known from today on."""
    if spec.name == "status":
        today = calendar.today()
        return lambda: sheet.put("status_date", f"{today.day}/{today.month}/{today.year + calendar.ERA}", at)
    return None


def _several(now: Visit, sheet: Sheet, spec: Column, at: int) -> None:
    options, name = _options(now, spec)
    text = codes(sheet.text(spec.name, at))
    given = _widget(now, sheet, spec, at, text)
    said = st.multiselect(
        options=[*options, *(code for code in text if code not in options)],
        format_func=name,
        filter_mode="contains",
        select_all=False,
        placeholder=now.say("form_choose_areas" if spec.refers == "areas" else "form_choose_themes"),
        on_change=_reframe(sheet, spec),
        **given,
    )
    sheet.write(spec.name, SEPARATOR.join(said), at)


def _reframe(sheet: Sheet, spec: Column) -> Callable[[], None] | None:
    """Return what lets the map frame the areas once they were chosen by name."""
    if spec.name != AREA_COLUMN.get(sheet.table):
        return None

    def frame() -> None:
        chosen = st.session_state[sheet.name(0, spec.name)]
        sheet.focus = tuple(chosen) if isinstance(chosen, list) else (chosen,)

    return frame


def _truth(now: Visit, sheet: Sheet, spec: Column, at: int) -> None:
    named = {"": now.say("unknown"), "true": now.say("share_yes"), "false": now.say("share_no")}
    given = _widget(now, sheet, spec, at, sheet.text(spec.name, at))
    said = st.selectbox(options=list(named), format_func=named.__getitem__, **given)
    sheet.write(spec.name, said or "", at)


def _options(now: Visit, spec: Column) -> tuple[Sequence[str], Callable[[str], str]]:
    """Return the values that a field offers, and what each is called."""
    register, lang = now.register, now.lang
    if spec.allowed:
        return spec.allowed, now.say
    if spec.refers == "areas":
        return register.areas_in_order, lambda code: register.place_name(code, lang)
    if spec.refers == "themes":
        return register.theme_options, lambda code: _theme(now, code)
    if spec.refers == "agencies":
        return agencies(now), lambda code: register.agency_name(code, lang)
    titles = register.names[lang].titles
    return sorted(titles, key=titles.__getitem__), lambda code: titles.get(code, code)


def _theme(now: Visit, code: str) -> str:
    """Return the name of a theme, that of its group before it."""
    group = now.register.themes["parent"].get(code)
    named = now.register.theme_name(code, now.lang)
    return f"{now.register.theme_name(group, now.lang)} › {named}" if isinstance(group, str) else named


def agencies(now: Visit) -> list[str]:
    """Return the agencies that may be named, in the order of their names; no real one where all is invented."""
    names, marks = now.register.names["th"].agencies, now.register.is_invented
    ordered = now.register.agencies_by_name[now.lang]
    return [code for code in ordered if not marks or names[code].endswith(MARK.thai)]


_DRAWN: dict[str, Callable[[Visit, Sheet, Column, int], None]] = {
    "text": _text,
    "texts": _text,
    "url": _text,
    "number": _text,
    "integer": _text,
    "start": _date,
    "end": _date,
    "enum": _one,
    "code": _one,
    "codes": _several,
    "boolean": _truth,
}
