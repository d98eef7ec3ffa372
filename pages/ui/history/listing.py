"""Every change of the register, the latest first. This module lists them and what narrows the list."""

import streamlit as st
from markupsafe import Markup

from data.schema import TABLES
from data.store.plain import OUTLINES
from pages.ui import cache, calendar, lists, prose, selection
from pages.ui.history import asked as asking
from pages.ui.history import told
from pages.ui.history.asked import UNNAMED, Asked
from pages.ui.visit import Visit

_MOST = 40
_EMPTY = Markup("")


def controls(now: Visit, asked: Asked) -> None:
    """Draw the choices: whose changes, of which table, of which day, and the past day to look at."""
    heads = cache.batches(now.register.version)
    names = sorted({name or UNNAMED for name in heads["applied_by"]})
    _choose(now, "by", asked.by, names, lambda name: told.person(now, "" if name == UNNAMED else name))
    present = set(asking.counts(now.register.version)["table"])
    tables = [name for name in (*TABLES, OUTLINES) if name in present]
    key = "control table"
    st.session_state[key] = asked.table
    st.selectbox(
        now.say("control_table"),
        ["", *tables],
        format_func=lambda name: told.table(now, name) if name else now.say("all"),
        key=key,
        width=200,
        on_change=lambda: selection.change(table=st.session_state[key], record=""),
    )
    days = {day.isoformat(): day for day in asking.days_of(heads)}
    _choose(now, "on", asked.on.isoformat() if asked.on else "", [*days], lambda day: _short(now, day))


def _choose(now: Visit, name: str, value: str, options: list[str], said: "selection.Callable[[str], str]") -> None:
    st.selectbox(
        now.say(f"control_{name}"),
        ["", *options],
        format_func=lambda option: said(option) if option else now.say("all"),
        width=200,
        **selection.control(name, value, str),
    )


def _short(now: Visit, day: str) -> str:
    return calendar.short(calendar.datetime.date.fromisoformat(day), now.lang)


def past(now: Visit) -> None:
    """Draw the choice of the past day at whose end the register is looked at: the days on which it was changed."""
    days = [day for day in cache.days_kept(now.register_name) if day < calendar.today()]
    kept = now.chosen.kept
    options = sorted({*days, *([kept] if kept else [])}, reverse=True)
    st.selectbox(
        now.say("control_kept"),
        ["", *(day.isoformat() for day in options)],
        format_func=lambda day: _short(now, day) if day else now.say("kept_now"),
        help=now.say("control_kept_help"),
        width=220,
        **selection.control("kept", kept.isoformat() if kept else "", str),
    )


def sentence(now: Visit, asked: Asked) -> str:
    """Return how often the register was changed, and when and by whom last."""
    heads = asking.chosen(now, asked)
    if heads.empty:
        return now.say("history_none")
    last = heads.iloc[0]
    return now.say(
        "history_sentence",
        n=f"{len(heads):,}",
        when=told.moment(now, last["applied_at"]),
        who=told.person(now, last["applied_by"]),
    )


def listing(now: Visit, asked: Asked) -> Markup:
    """Return the batches that are asked for: when, who, by what means, why and how much."""
    heads = asking.chosen(now, asked)
    counts = asking.counts(now.register.version, asked.table, asked.record).groupby("batch")
    shown, more = lists.cut(now, list(heads.itertuples()), _MOST)
    rows = [
        [
            prose.here(selection.link(batch=str(head.id), change=""), told.moment(now, head.applied_at)),
            told.person(now, head.applied_by),
            told.source(now, head.source),
            head.reason or prose.quiet("–"),
            told.amounts(now, counts.get_group(head.id)) if head.id in counts.groups else _EMPTY,
        ]
        for head in shown
    ]
    head = [now.say(f"history_{name}") for name in ("when", "who", "source", "why", "what")]
    return (prose.table(head, rows) if rows else _EMPTY) + more
