"""The steps themselves: a form that adds one, and the list that takes them out. This module draws both."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import streamlit as st

from data.desk.reasons import fitting
from data.errors import DataError
from data.schema import SEPARATOR, Move, Role, TieKind
from geo.evidence import open_work, units_of
from geo.steps import Step, firsts, opened, renamed
from pages.ui import calendar, cards, deeds, prose, selection
from pages.ui.visit import Visit
from pages.ui.whatif import thinking
from pages.ui.whatif.thinking import Steps

TIES = (TieKind.CO_WORK, TieKind.CO_FUND, TieKind.BUILDS_ON, TieKind.HANDOVER, TieKind.PART_OF, TieKind.COMPLEMENTARY)
ROLES = (Role.IMPLEMENTING, Role.FUNDING, Role.EXTENDING, Role.ACCOUNTABLE)
LEVELS = range(1, 6)
_MOST = 40
Works = Mapping[str, str]


def adding(now: Visit) -> None:
    """Draw the form of one more step; what the address names of it is filled in."""
    say = now.say
    move = st.segmented_control(
        say("whatif_move"),
        list(Move),
        format_func=lambda each: say(f"move_{each}"),
        default=selection.asked("move", list(Move)) or Move.ADD_TIE,
        required=True,
        wrap=True,
        key="whatif move",
    )
    known = works(now) if move != Move.OPEN_WORK else {}
    if move != Move.OPEN_WORK and not known:
        prose.show(prose.line(say("whatif_no_work"), "note"))
    step = _FORMS[Move(move)](now, known)
    lacks = _lacks(step)
    if lacks:
        prose.show(prose.line(say("whatif_lacks", what=", ".join(say(name) for name in lacks)), "quiet"))
    found = thinking.steps(now)
    is_full = len(found) >= _MOST
    if st.button(say("whatif_try"), type="primary", disabled=bool(lacks) or is_full, key="whatif add"):
        first = firsts((*found, step))[-1]
        if first <= len(found):
            prose.show(prose.line(say("whatif_again", n=first), "warn"))
            return
        thinking.think_of(now, (*found, step))
        st.rerun()


def _lacks(step: Step) -> list[str]:
    """Return what a step still needs to say."""
    needs = {
        Move.ADD_TIE: ("work", "other"),
        Move.SET_HOST: ("work", "agency_id"),
        Move.ADD_PARTNER: ("work", "agency_id"),
        Move.END_WORK: ("work",),
        Move.OPEN_WORK: ("title_th", "themes", "areas", "agency_id"),
    }
    lacks = [f"whatif_{name}" for name in needs[step.move] if not getattr(step, name)]
    return [*lacks, *(["whatif_two"] if step.move == Move.ADD_TIE and step.work and step.work == step.other else [])]


def works(now: Visit) -> dict[str, str]:
    """Return the open work that a step may name, by id: that of the chosen area, and what a step opens."""
    world = now.evaluation.world
    if now.chosen.area:
        here = open_work(now.evaluation, units_of(now.evaluation, now.chosen.area))["initiative"].unique()
    else:
        here = np.flatnonzero(world.is_active & world.themes.is_in_scope)
    titles = now.register.names[now.lang].titles
    ids = world.initiatives.records[np.isin(world.initiatives.number, here)]
    named = sorted((titles.get(code, code), code) for code in ids)
    fresh = {
        opened(at): step.title_th for at, step in enumerate(thinking.steps(now), 1) if step.move == Move.OPEN_WORK
    }
    return fresh | {code: title for title, code in named}


def _tie(now: Visit, known: Works) -> Step:
    one = _pick(now, "work", known)
    kinds = {str(kind): now.say(kind) for kind in TIES}
    kind = _pick(now, "kind", kinds, needs_blank=False)
    other = _pick(now, "other", known)
    levels = {"": now.say("whatif_level_usual")} | {str(level): now.say(f"level_frey_{level}") for level in LEVELS}
    level = _pick(now, "tie_level", levels, needs_blank=False)
    return Step(Move.ADD_TIE, one, other, tie_kind=kind, level=int(level) if level else None)


def _host(now: Visit, known: Works) -> Step:
    return Step(Move.SET_HOST, _pick(now, "work", known), agency_id=_agency(now, "agency_id"))


def _partner(now: Visit, known: Works) -> Step:
    work, agency = _pick(now, "work", known), _agency(now, "agency_id")
    role = _pick(now, "role", {str(role): now.say(role) for role in ROLES}, needs_blank=False)
    return Step(Move.ADD_PARTNER, work, agency_id=agency, role=role)


def _end(now: Visit, known: Works) -> Step:
    return Step(Move.END_WORK, _pick(now, "work", known))


def _open(now: Visit, _: Works) -> Step:
    title = _title(now)
    register, lang = now.register, now.lang
    leaves = [code for code in register.theme_options if code in register.leaves]
    themes = _several(now, "themes", leaves, lambda code: register.theme_name(code, lang), now.chosen.theme)
    areas = _several(
        now, "areas", register.areas_in_order, lambda code: register.place_name(code, lang), now.chosen.area
    )
    return Step(Move.OPEN_WORK, agency_id=_agency(now, "host"), title_th=title, themes=themes, areas=areas)


def _title(now: Visit) -> str:
    """Draw the field of a title; one that is too long is told and does not count."""
    try:
        return fitting(deeds.sentence(now, "whatif_title_th", "whatif title"))
    except DataError as refused:
        prose.show(cards.refusal(now.lang, refused))
        return ""


def _agency(now: Visit, name: str) -> str:
    names = now.register.names[now.lang].agencies
    return _pick(now, name, {code: names[code] for code in now.register.agencies_by_name[now.lang]})


def _pick(now: Visit, name: str, options: Mapping[str, str], *, needs_blank: bool = True) -> str:
    """Draw one choice; what the address names of it is chosen at first."""
    shown = ["", *options] if needs_blank else [*options]
    asked = selection.asked(name, shown)
    return (
        st.selectbox(
            now.say(f"whatif_{name}"),
            shown,
            index=shown.index(asked) if asked in shown else 0,
            format_func=lambda code: options.get(code, now.say("form_choose")),
            filter_mode="contains",
            key=f"whatif {name}",
        )
        or ""
    )


def _several(now: Visit, name: str, options: Sequence[str], called: Callable[[str], str], asked: str) -> str:
    chosen = st.multiselect(
        now.say(f"whatif_{name}"),
        options,
        default=[asked] if asked in options else [],
        format_func=called,
        filter_mode="contains",
        select_all=False,
        placeholder=now.say("form_choose"),
        key=f"whatif {name}",
    )
    return SEPARATOR.join(chosen)


_FORMS: dict[Move, Callable[[Visit, Works], Step]] = {
    Move.ADD_TIE: _tie,
    Move.SET_HOST: _host,
    Move.ADD_PARTNER: _partner,
    Move.END_WORK: _end,
    Move.OPEN_WORK: _open,
}


def listing(now: Visit, found: Steps) -> None:
    """Draw the steps that are tried, each with the button that takes it out."""
    for at, step in enumerate(found):
        with st.container(horizontal=True, vertical_alignment="center", key=f"whatif step {at}"):
            prose.show(prose.line(f"{at + 1}. {said(now, step, found)}"))
            st.button(
                now.say("whatif_out"),
                key=f"whatif out {at}",
                on_click=thinking.think_of,
                args=(now, without(found, at)),
            )
    if found:
        st.button(now.say("whatif_clear"), key="whatif clear", on_click=thinking.think_of, args=(now, ()))


def without(found: Steps, at: int) -> Steps:
    """Return steps without one of them, and without those that name the work it would have opened."""
    gone = opened(at + 1)
    kept = [
        (place, step)
        for place, step in enumerate(found, 1)
        if place != at + 1 and gone not in (step.work, step.other)
    ]
    names = {opened(place): opened(new) for new, (place, _) in enumerate(kept, 1)}
    return tuple(renamed(step, names) for _, step in kept)


def said(now: Visit, step: Step, found: Steps) -> str:
    """Say a step in words."""
    fresh = {opened(at): each.title_th for at, each in enumerate(found, 1) if each.move == Move.OPEN_WORK}
    register, lang = now.register, now.lang

    def title(code: str) -> str:
        return fresh.get(code) or register.title_of(code, lang)

    day = calendar.long(step.on_date or now.chosen.day, lang)
    return now.say(
        f"step_{step.move}",
        work=title(step.work),
        other=title(step.other),
        agency=register.agency_name(step.agency_id, lang),
        role=now.say(step.role) if step.role else "",
        kind=now.say(step.tie_kind) if step.tie_kind else "",
        level="" if step.level is None else now.say("whatif_at_level", level=step.level),
        day=day,
        title=step.title_th,
        places=", ".join(register.area_name(code, lang) for code in step.areas.split(SEPARATOR) if code),
    )
