"""Two people at one record. This module shows what both changed and lets the second choose for each field."""

import streamlit as st

from data.desk.parts import spelt
from data.schema import LABELS, TABLES
from data.schema.headings import TABLE_LABELS
from data.store import Clash, EditConflictError
from data.store.plain import Cell
from pages.ui import cache, calendar, prose
from pages.ui.history import told
from pages.ui.record.fields import label
from pages.ui.record.sheet import Sheet
from pages.ui.register import values
from pages.ui.visit import Visit

_CHOICES = ("mine", "theirs", "before")
_OF_ROWS = ("mine", "theirs")


def meet(now: Visit, sheet: Sheet, met: EditConflictError) -> None:
    """Keep what others changed, and who did when, for the reader to choose."""
    store = cache.store(now.register_name)
    seen = {(clash.table, clash.record) for clash in met.clashes}
    table, record = next(iter(seen))
    changes = store.history(table=table, record=record)
    batches = store.batches().set_index("id")
    sheet.clashes = [clash for clash in met.clashes if clash.table != "precision"] or list(met.clashes)
    if len(changes):
        last = batches.loc[changes["batch"].iloc[0]]
        when = calendar.local(last["applied_at"].to_pydatetime())
        sheet.rivals = now.say("clash_by", by=told.person(now, last["applied_by"]), when=f"{when:%H:%M}")


def clashing(now: Visit, sheet: Sheet) -> dict[tuple[str, str, str], str] | None:
    """Draw before, theirs and mine of each field, with a choice each; return the choices once they are made."""
    prose.show(prose.heading(now.say("clash_title", n=len(sheet.clashes)), 2), prose.line(sheet.rivals, "quiet"))
    choices = {(one.table, one.record, one.column): _choice(now, sheet, at) for at, one in enumerate(sheet.clashes)}
    with st.container(horizontal=True, key="clash"):
        is_chosen = st.button(now.say("clash_save"), key=f"{sheet.token} clash save", type="primary")
        st.button(now.say("clash_back"), key=f"{sheet.token} clash back", on_click=_back, args=(sheet,))
    return choices if is_chosen else None


def _choice(now: Visit, sheet: Sheet, at: int) -> str:
    """Draw one field that both changed, and return which side is chosen."""
    clash = sheet.clashes[at]
    pairs = [(now.say(f"clash_{side}"), _shown(now, clash, side)) for side in ("before", "theirs", "mine")]
    prose.show(prose.heading(_name(now, clash), 3), prose.facts(pairs))
    key = f"{sheet.token} clash {at}"
    st.session_state.setdefault(key, "mine")
    field = label(now, clash.table, clash.column) if clash.column else now.say("clash_field")
    chosen = st.segmented_control(
        now.say("clash_choice", field=field),
        _CHOICES if clash.column else _OF_ROWS,
        format_func=lambda side: now.say(f"clash_{side}"),
        required=True,
        key=key,
    )
    return chosen or "mine"


def _back(sheet: Sheet) -> None:
    sheet.clashes = ()


def _name(now: Visit, clash: Clash) -> str:
    """Return the field in words; a row of many by the agency or the work that it names."""
    said = label(now, clash.table, clash.column) if clash.column else TABLE_LABELS[clash.table][now.lang == "en"]
    if clash.table == "participation":
        agency = clash.record.split("|")[1]
        return f"{now.register.agency_name(agency, now.lang)}: {said}"
    return now.say("clash_whole", what=said) if not clash.column else said


def _shown(now: Visit, clash: Clash, side: str) -> str:
    """Return one value of a field in words; blank is said to be blank."""
    if not clash.column:
        return {"theirs": now.say("clash_row_gone"), "mine": now.say("clash_row_kept")}.get(side, "–")
    value: Cell = getattr(clash, side)
    column = TABLES[clash.table].column(clash.column)
    if value is None:
        return now.say("form_blank")
    if isinstance(value, bool):
        return now.say("share_yes" if value else "share_no")
    if column.refers in ("areas", "themes"):
        name = now.register.place_name if column.refers == "areas" else now.register.theme_name
        return ", ".join(name(code, now.lang) for code in values(value))
    return now.say(value) if value in LABELS else spelt(value, column)
