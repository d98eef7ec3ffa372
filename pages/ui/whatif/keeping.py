"""Proposals: kept by name, opened again, compared, made records of. This module draws that part of the page."""

from collections.abc import Callable, Iterable, Sequence
from itertools import compress

import streamlit as st
from markupsafe import Markup

from data.desk import editing, proposals
from data.desk.rights import may, owns
from data.errors import DataError
from data.schema import Act, Level, Move
from data.store import Batch
from data.store.plain import Row
from data.store.rows import plain_rows
from geo.steps import firsts
from pages.ui import cache, cards, deeds, prose, selection, session
from pages.ui.headline import amount, number
from pages.ui.record.fields import problem
from pages.ui.visit import Visit
from pages.ui.whatif import choosing, naming, thinking, trying
from pages.ui.whatif.thinking import Steps

_MOST = 4
"""Proposals that are compared at once."""


def keeping(now: Visit, found: Steps) -> None:
    """Draw what may be done with the steps: keep them by name, make records of them."""
    if not found:
        return
    if now.actor.role is None or now.is_past:
        prose.show(prose.line(now.say("whatif_sign_in"), "quiet"))
        return
    name = deeds.sentence(now, "whatif_name", "whatif name", proposals.LONGEST_NAME)
    note = deeds.sentence(now, "whatif_note", "whatif note")
    with st.container(horizontal=True):
        if st.button(now.say("whatif_keep"), type="primary", key="whatif keep"):
            _do(
                now,
                lambda: proposals.keep(cache.store(now.register_name), now.actor, name, note, found),
                "whatif_kept",
            )
        with st.popover(now.say("whatif_record")):
            _recording(now, found, name)


def _recording(now: Visit, found: Steps, name: str) -> None:
    """Say what would be recorded and of whom it would be asked, and record it."""
    known = cache.register(now.register_name).records
    ready = proposals.prepared(found, now.actor, known, now.chosen.day)
    told = proposals.on_record(found, known)
    left = len({*compress(firsts(found), [not is_told for is_told in told])})
    note = now.say("whatif_record_note", n=number(left)) if left else now.say("whatif_record_none")
    prose.show(prose.line(note), _listed(now, found, told))
    if left < len(found):
        prose.show(prose.line(now.say("whatif_told_some", n=number(len(found) - left)), "warn"))
    asked = {str(edit.after["agency_id"]) for edit in ready.edits if edit.table == "requests" and edit.after}
    if asked:
        names = ", ".join(sorted(now.register.agency_name(agency, now.lang) for agency in asked))
        prose.show(prose.line(now.say("whatif_asks", names=names), "quiet"))
        if any(step.move == Move.ADD_TIE for step in found):
            prose.show(prose.line(now.say("whatif_half"), "quiet"))
    for fault in ready.problems:
        prose.show(prose.line(problem(now, fault), "warn"))
    if st.button(now.say("whatif_record_do"), disabled=bool(ready.problems) or not left, key="whatif record"):
        store = cache.store(now.register_name)
        _do(now, lambda: editing.save(store, now.actor, ready, reason=name), "whatif_recorded", is_done=True)


def _listed(now: Visit, found: Steps, told: Sequence[bool]) -> Markup:
    """List steps in words, and which of them are on record or say what one before says."""
    said = (choosing.said(now, step, found) for step in found)
    notes = (
        now.say("whatif_told") if is_told else now.say("whatif_repeats", n=first) if first <= at else ""
        for at, (is_told, first) in enumerate(zip(told, firsts(found), strict=True))
    )
    return prose.listing(
        prose.join([one, prose.quiet(note)], " · ") if note else one for one, note in zip(said, notes, strict=True)
    )


def _do(now: Visit, act: Callable[[], Batch], word: str, *, is_done: bool = False) -> None:
    """Do it and say what became of it; steps that are records now are thought of no more."""
    try:
        batch = act()
    except DataError as refused:
        prose.show(cards.refusal(now.lang, refused))
        return
    if is_done:
        thinking.think_of(now, ())
    seen = prose.page("history", selection.link(batch=str(batch.number)), now.say("saved_undo"))
    session.tell(prose.line(prose.join([now.say(word), seen]), "done"))
    st.rerun()


def kept(now: Visit) -> None:
    """Draw the proposals that were kept: to open one, to compare some, to take one's own away."""
    if not may(now.actor, Act.PROPOSE, is_own=True):
        return
    rows = [row for _, row in plain_rows("proposals", now.register.records["proposals"])]
    prose.show(prose.heading(now.say("whatif_proposals"), 2, "proposals"))
    if not rows:
        prose.show(prose.line(now.say("whatif_no_proposal"), "quiet"))
        return
    names = naming.names(now, rows)
    chosen = st.multiselect(
        now.say("whatif_compare"),
        [*names],
        format_func=names.__getitem__,
        max_selections=_MOST,
        placeholder=now.say("form_choose"),
        select_all=False,
        key="whatif compare",
    )
    prose.show(_compared(now, ((names[code], _steps(now, code)) for code in chosen or [*names][:_MOST])))
    for row in [row for row in rows if row["proposal_id"] in chosen]:
        _one(now, row, names[str(row["proposal_id"])])


def _steps(now: Visit, proposal_id: str) -> Steps:
    return tuple(proposals.steps_of(now.register.records["steps"], proposal_id))


def _one(now: Visit, row: Row, name: str) -> None:
    code = str(row["proposal_id"])
    found = _steps(now, code)
    prose.show(
        prose.heading(name, 3),
        prose.line(str(row.get("note") or ""), "quiet"),
        _listed(now, found, proposals.on_record(found, now.register.records)),
    )
    with st.container(horizontal=True):
        st.button(now.say("whatif_open"), key=f"whatif open {code}", on_click=thinking.think_of, args=(now, found))
        if may(now.actor, Act.PROPOSE, is_own=owns(now.register.records, now.actor, "proposals", row)) and st.button(
            now.say("whatif_forget"), key=f"whatif forget {code}"
        ):
            _do(now, lambda: proposals.forget(cache.store(now.register_name), now.actor, code), "whatif_forgotten")


def _compared(now: Visit, found: Iterable[tuple[str, Steps]]) -> Markup:
    """Return what each proposal comes to, side by side, the register as it is first."""
    head = [
        now.say(name)
        for name in ("whatif_what", "whatif_steps", "whatif_surplus", "whatif_province", "whatif_published")
    ]
    rows = [_figures(now, now.say("whatif_as_is"), ())]
    rows += [_figures(now, name, steps) for name, steps in found]
    return prose.table(head, rows)


def _figures(now: Visit, name: str, found: Steps) -> list[str | Markup]:
    told = sum(proposals.on_record(found, now.register.records)) if found else 0
    tambon, province = (
        trying.then(now, found, level) if found else trying.before(now, level)
        for level in (Level.TAMBON, Level.PROVINCE)
    )
    values = province["integration"].dropna()
    return [
        name,
        _counted(now, len(found), told) if found else "–",
        amount(float(tambon["surplus"].sum())),
        number(float(values.iloc[0]), 1) if len(values) else now.say("not_published"),
        number(int(tambon["integration"].notna().sum())),
    ]


def _counted(now: Visit, steps: int, told: int) -> str | Markup:
    """Return how many steps there are, and how many of them are on record."""
    note = prose.quiet(now.say("whatif_told_of", n=number(told))) if told else ""
    return prose.join([number(steps), note], " · ")
