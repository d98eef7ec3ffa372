"""What the work of a form hangs together with, a row each. This module draws the rows, and what others were asked."""

from typing import Any

import streamlit as st

from data.desk.parts import Part
from data.schema import AccountRole
from pages.ui import lists, prose
from pages.ui.record import waiting
from pages.ui.record.fields import faults, field
from pages.ui.record.layout import WAYS, way_of
from pages.ui.record.opening import row
from pages.ui.record.sheet import Sheet
from pages.ui.visit import Visit

_MORE = ("level", "start_date", "end_date", "note")


def links(now: Visit, sheet: Sheet) -> None:
    """Draw a row for each tie, and the button that adds one."""
    rows = sheet.rows("ties")
    prose.show(prose.line(now.say("tie_asks" if rows else "tie_none"), "quiet"))
    for at in rows:
        _row(now, sheet, at)
    st.button(now.say("tie_add"), key=f"{sheet.token} tie", on_click=link, args=(sheet, "", ""))
    waiting.ties(now, sheet)


def link(sheet: Sheet, way: str, other: str) -> None:
    """Add a tie to other work to a form; a blank way or other waits to be chosen."""
    sheet.add(row("ties", **_ends(sheet, way, other)))


def _ends(sheet: Sheet, way: str, other: str) -> dict[str, str]:
    kind, is_back = WAYS.get(way, ("", False))
    ends = (other, sheet.key) if is_back else (sheet.key, other)
    return {"from_id": ends[0], "to_id": ends[1], "kind": kind}


def _seen(sheet: Sheet, part: Part) -> tuple[str, str]:
    """Return the way in which a tie is said from this work, and the other work."""
    is_back = part.texts["to_id"] == sheet.key
    return way_of(part.texts["kind"], is_back=is_back), part.texts["from_id" if is_back else "to_id"]


def _row(now: Visit, sheet: Sheet, at: int) -> None:
    with st.container(key=f"row {sheet.token} {at}"):
        way, other, more, out = st.columns([0.22, 0.5, 0.16, 0.12], vertical_alignment="bottom")
        if sheet.parts[at].record:
            _named(now, sheet, at, way, other)
        else:
            _chosen(now, sheet, at, way, other)
        with more, st.popover(now.say("tie_more"), width="stretch"):
            for name in (*_MORE, *(["confirmed"] if now.actor.role is AccountRole.OFFICE else [])):
                field(now, sheet, name, at)
        with out:
            st.button(
                now.say("who_remove"),
                key=f"{sheet.token} out {at}",
                on_click=sheet.take_out,
                args=(at,),
                width="stretch",
            )
        for column in ("from_id", "kind", "to_id"):
            faults(now, sheet, column, at)


Place = Any
"""A part of the page, as Streamlit gives it."""


def _named(now: Visit, sheet: Sheet, at: int, way: Place, other: Place) -> None:
    """Say a tie that is kept; its ends and kind stay as they are."""
    said, code = _seen(sheet, sheet.parts[at])
    with way:
        prose.show(prose.line(now.say(f"way_{said}"), "named"))
    with other:
        prose.show(prose.line(lists.title(now, code), "named"))


def _chosen(now: Visit, sheet: Sheet, at: int, way: Place, other: Place) -> None:
    """Draw the choice of the way and the other work of a tie that is to be added."""
    chosen = _ways(now, sheet, at, way), _others(now, sheet, at, other)
    for column, text in _ends(sheet, *chosen).items():
        sheet.write(column, text, at)


def _ways(now: Visit, sheet: Sheet, at: int, place: Place) -> str:
    key = sheet.name(at, "way")
    st.session_state.setdefault(key, _seen(sheet, sheet.parts[at])[0])
    return place.selectbox(
        now.say("tie_way"),
        ["", *WAYS],
        format_func=lambda way: now.say(f"way_{way}" if way else "form_choose"),
        key=key,
    )


def _others(now: Visit, sheet: Sheet, at: int, place: Place) -> str:
    key = sheet.name(at, "other")
    titles = now.register.names[now.lang].titles
    known = sorted((code for code in titles if code != sheet.key), key=titles.__getitem__)
    st.session_state.setdefault(key, _seen(sheet, sheet.parts[at])[1])
    return place.selectbox(
        now.say("tie_other"),
        ["", *known],
        format_func=lambda code: titles.get(code, now.say("form_choose")),
        key=key,
        filter_mode="contains",
    )
