"""The register as a file to take away. This module says what a form leaves out, then makes it and hands it over."""

import datetime
import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from data.commands.exports import BESIDE, FORMS, REASONS, Loss, export_bytes, losses
from data.desk.rights import hidden
from data.schema import TABLE_LABELS, Level
from data.writers.forms import OWN
from pages.ui import cache, calendar, clock, prose, selection
from pages.ui.exchange import template
from pages.ui.headline import number
from pages.ui.once import once
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES, speaker

_WORKING = " · ".join(speaker(lang)("export_working") for lang in LANGUAGES)
_READY = "file that was prepared"
_KILO = 1_000


class Wish(NamedTuple):
    """Which file: of which state of the register, in which form, of which day and level, without which tables."""

    version: str
    form: str
    day: datetime.date
    level: Level | None
    hidden: frozenset[str]


def show(now: Visit) -> None:
    """Draw the way out."""
    at = LANGUAGES.index(now.lang)
    left, right = st.columns([2, 3], gap="large")
    with left:
        prose.show(prose.heading(now.say("export_choose"), 2))
        form = _form(now, at)
        wish = _wish(now, form)
    with right:
        prose.show(prose.heading(now.say("export_what"), 2), _left_out(now, wish, at), _said_of_all(now, wish.hidden))
        prose.show(prose.heading(now.say("export_take"), 2))
        if st.button(now.say("export_prepare"), type="primary", key="export prepare"):
            st.session_state[_READY] = wish
        if st.session_state.get(_READY) == wish:
            _hand_over(now, wish, at)
    template.show(now)


def _form(now: Visit, at: int) -> str:
    form = selection.asked("form", FORMS) or next(iter(FORMS))
    st.radio(
        now.say("export_form"),
        [*FORMS],
        format_func=lambda name: FORMS[name].name[at],
        captions=[each.use[at] for each in FORMS.values()],
        label_visibility="collapsed",
        **selection.control("form", form, str),
    )
    return form


def _wish(now: Visit, form: str) -> Wish:
    """Draw the choices that matter to a form, and return which file is wished."""
    level = ""
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        if FORMS[form].is_dated:
            clock.day(now)
        if FORMS[form].has_level:
            level = selection.asked("outlines", tuple(Level))
            st.selectbox(
                now.say("export_level"),
                ["", *map(str, Level)],
                format_func=lambda name: (
                    now.say(f"level_{name}").capitalize() if name else now.say("export_no_level")
                ),
                width=180,
                **selection.control("outlines", level, str),
            )
    day = now.chosen.day if FORMS[form].is_dated else now.default_day
    return Wish(now.register.version, form, day, Level(level) if level else None, hidden(now.actor))


def _left_out(now: Visit, wish: Wish, at: int) -> Markup:
    """Return what the file will not hold, the tables that are not there at all together at the end."""
    missing = losses(wish.form, wish.hidden)
    parts = [loss.said[at] for loss in missing if not loss.is_whole]
    without = _tables([loss for loss in missing if loss.is_whole and loss.table not in wish.hidden], at)
    parts += [now.say("export_no_tables", tables=without)] if without else []
    if not parts:
        return prose.line(now.say("export_whole_seen" if wish.hidden else "export_whole"))
    return prose.listing(parts)


def _said_of_all(now: Visit, unseen: Collection[str]) -> Markup:
    """Return what is to be known of any file that leaves: what the reader may not see, and what is invented."""
    at = LANGUAGES.index(now.lang)
    names = ", ".join(TABLE_LABELS[name][at] for name in TABLE_LABELS if name in unseen)
    said = [now.say("export_public")] if unseen and now.actor.role is None else []
    said += [now.say("export_hidden", tables=names)] if names else []
    said += [now.say("export_invented")] if now.register.is_invented else []
    return Markup("").join(prose.line(each, "quiet") for each in said)


def _tables(missing: Collection[Loss], at: int) -> str:
    return ", ".join(TABLE_LABELS[loss.table][at] for loss in missing)


@once(most=4, saying=_WORKING)
def _made(wish: Wish) -> tuple[str, bytes, Mapping[str, object]]:
    return export_bytes(cache.store_of(wish.version), wish.form, wish.day, wish.level, wish.hidden)


def _hand_over(now: Visit, wish: Wish, at: int) -> None:
    """Make the file, say what is in it, and give it and its metadata to be downloaded."""
    name, content, told = _made(wish)
    rows: Mapping[str, int] = told["rows"]  # type: ignore[assignment]
    counts: Mapping[str, int] = told["left_out"]["counts"]  # type: ignore[index]
    day = calendar.long(wish.day, now.lang)
    people = rows.get("hats", 0) if wish.form in OWN else 0
    lines = [prose.line(now.say("export_ready", n=number(sum(rows.values())), day=day), "done")]
    lines += [
        prose.line(now.say("export_left_out", n=number(count), what=REASONS[reason][at]))
        for reason, count in counts.items()
    ]
    lines += [prose.line(now.say("export_people", n=number(people)), "warn")] if people else []
    prose.show(*lines)
    with st.container(key="downloads", horizontal=True):
        words = now.say("export_download", form=FORMS[wish.form].name[at], size=_size(len(content)))
        st.download_button(words, content, name, FORMS[wish.form].media_type, type="primary", on_click="ignore")
        beside = json.dumps(told, ensure_ascii=False, indent=2)
        words = now.say("export_metadata")
        st.download_button(words, beside, f"{name}.{BESIDE}", "application/json", on_click="ignore")
    prose.show(prose.line(now.say("export_metadata_line"), "quiet"))


def _size(count: int) -> str:
    """Return a number of bytes as people say it.

    >>> _size(812), _size(45_678), _size(12_345_678)
    ('1 KB', '46 KB', '12.3 MB')
    """
    return f"{max(count / _KILO, 1):.0f} KB" if count < _KILO**2 else f"{count / _KILO**2:.1f} MB"
