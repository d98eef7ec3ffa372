"""The form of one record. This module draws its groups; what is typed runs this part of the page alone."""

from collections.abc import Callable, Mapping

import streamlit as st

from pages.ui import prose
from pages.ui.record.fields import field
from pages.ui.record.ground import ground
from pages.ui.record.layout import AREA_COLUMN, BESIDE, FOLDED, GROUPS, WIDE
from pages.ui.record.likeness import likeness
from pages.ui.record.links import links
from pages.ui.record.opening import row
from pages.ui.record.removing import removing
from pages.ui.record.saving import saving, settle
from pages.ui.record.sheet import Sheet
from pages.ui.record.who import who
from pages.ui.visit import Visit


@st.fragment
def form(now: Visit, sheet: Sheet) -> None:
    """Draw the form, or the choice between what two people wrote."""
    if sheet.clashes:
        settle(now, sheet)
        return
    groups = dict(GROUPS[sheet.table])
    if sheet.table in AREA_COLUMN:
        beside, below = st.columns([0.5, 0.5], gap="large")
        with below:
            ground(now, sheet)
        with beside:
            for name in [*groups][:2]:
                _group(now, sheet, name, groups.pop(name))
        if sheet.table == "initiatives":
            with st.container():
                likeness(now, sheet)
    for names in _lines([*groups]):
        for place, name in zip(st.columns(len(names), gap="large"), names, strict=True):
            with place:
                _group(now, sheet, name, groups[name])
    saving(now, sheet)
    removing(now, sheet)


def _lines(names: list[str]) -> list[list[str]]:
    """Return the names of groups line by line; when and how far stand beside each other."""
    pair = [name for name in names if name in BESIDE]
    lines = [[name] for name in names if name not in pair[1:]]
    return [pair if line[0] in pair else line for line in lines]


def _group(now: Visit, sheet: Sheet, name: str, columns: tuple[str, ...]) -> None:
    if name in FOLDED:
        with st.expander(now.say(name), key=f"{sheet.token} {name}"):
            _fields(now, sheet, columns)
        return
    prose.show(prose.heading(now.say(name), 2))
    if name in _OWN:
        _OWN[name](now, sheet)
    _fields(now, sheet, columns)
    if name == "form_where" and sheet.table == "initiatives":
        _places(now, sheet)


_OWN: Mapping[str, Callable[[Visit, Sheet], None]] = {"form_who": who, "form_ties": links}


def _fields(now: Visit, sheet: Sheet, columns: tuple[str, ...]) -> None:
    """Draw fields, two to a row where they are short."""
    short: list[str] = []
    for column in columns:
        if column in WIDE:
            _row(now, sheet, short)
            field(now, sheet, column)
            short = []
        else:
            short.append(column)
    _row(now, sheet, short)


def _row(now: Visit, sheet: Sheet, columns: list[str]) -> None:
    for at in range(0, len(columns), 2):
        with st.container(key=f"pair {sheet.token} {columns[at]}"):
            for place, column in zip(st.columns(2), columns[at : at + 2], strict=False):
                with place:
                    field(now, sheet, column)


def _places(now: Visit, sheet: Sheet) -> None:
    """Draw the field of places that no code fits, a line each."""
    key = f"{sheet.token} places"
    kept = {sheet.text("place", at): at for at in sheet.rows("unplaced")}
    st.session_state.setdefault(key, "\n".join(kept))
    said = st.text_area(now.say("form_places"), key=key, help=now.say("form_help_place"), height=70)
    lines = dict.fromkeys(line.strip() for line in said.splitlines() if line.strip())
    for place, at in kept.items():
        if place not in lines:
            sheet.take_out(at)
    for place in lines:
        if place not in kept:
            sheet.add(row("unplaced", initiative_id=sheet.key, place=place))
