"""What the headings of somebody's own table mean. This module shows the guess and takes what it is made into."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.readers.guesses import identifying
from data.readers.layouts import Layout, targets_of
from data.readers.tables import Sheet
from data.readers.tabular import SURE
from data.schema import TABLE_LABELS
from pages.ui import cache, prose
from pages.ui.exchange import words
from pages.ui.exchange.upload import Upload
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES

_TABLES = ("initiatives", "agencies", "assets", "coverage", "ties", "participation", "indicators")
_EXAMPLES, _LONGEST = 3, 24
_MOST = 80
"""Headings that can be chosen for; of a wider file the rest is not read."""
_WIDTH = 330
_IGNORED = ""


def is_settled(now: Visit, sent: Upload) -> bool:
    """Show what the headings were taken to mean, and say whether that is sure enough to go on."""
    listed = sent.listed
    if listed is None:
        return True
    settled = sent.layout or sent.remembered(cache.store(now.register_name), now.actor)
    is_sure = settled is not None or listed.layout.score >= SURE or sent.form != "table"
    title = now.say("exchange_layout")
    with st.expander(title, expanded=not is_sure) if is_sure else st.container(key="headings"):
        if not is_sure:
            prose.show(prose.heading(title, 2))
        _editor(now, sent, settled or listed.layout, listed.sheet)
    return is_sure


def _editor(now: Visit, sent: Upload, layout: Layout, sheet: Sheet) -> None:
    """Draw what each heading is taken to mean, with what stands under it, to be chosen anew."""
    prose.show(prose.line(now.say("exchange_layout_line"), "quiet"))
    at = LANGUAGES.index(now.lang)
    table = st.selectbox(
        now.say("exchange_layout_table"),
        _TABLES,
        index=_TABLES.index(layout.table) if layout.table in _TABLES else 0,
        format_func=lambda name: TABLE_LABELS[name][at],
        key=f"layout table {sent.digest}",
        width=_WIDTH,
    )
    choices = {_IGNORED: now.say("exchange_layout_ignore")} | {
        name: words.target(now, name) for name in targets_of(table)
    }
    with st.form(f"layout {sent.digest} {table}", border=False):
        with st.container(key="meanings", horizontal=True):
            chosen = {
                heading: _heading(f"means {sent.digest} {table} {number}", layout, heading, choices, sheet)
                for number, heading in enumerate([*layout.targets][:_MOST])
            }
        if st.form_submit_button(now.say("exchange_layout_use"), type="primary", key="layout use"):
            sent.layout = _changed(layout, table, chosen, is_3w=bool(sent.listed and sent.listed.layout.makes))
            st.rerun()


def _heading(key: str, layout: Layout, heading: str, choices: Mapping[str, str], sheet: Sheet) -> str:
    """Draw one heading of the file, and return what is chosen for it."""
    options = [*choices]
    with st.container(width=_WIDTH, gap=None):
        chosen = st.selectbox(
            words.plain_label(heading) or "–",
            options,
            index=options.index(_first(layout, heading, choices)),
            format_func=choices.__getitem__,
            key=key,
        )
        prose.show(prose.line(_examples(sheet, heading) or "–", "quiet"))
    return chosen


def _first(layout: Layout, heading: str, choices: Mapping[str, str]) -> str:
    return next((target for target in layout.targets[heading] if target in choices), _IGNORED)


def _changed(layout: Layout, table: str, means: Mapping[str, str], *, is_3w: bool) -> Layout:
    """Return the layout with what the reader chose; a heading that is left as it was keeps all it means."""
    targets = dict.fromkeys(layout.targets, ())
    for heading, chosen in means.items():
        kept = layout.targets[heading] if layout.table == table else ()
        targets[heading] = kept if chosen in kept[:1] else (chosen,) if chosen else ()
    constants = layout.constants if layout.table == table else {}
    identity = () if is_3w else identifying(table, targets)
    return replace(layout, table=table, targets=targets, constants=constants, identity=identity, scores={})


def _examples(sheet: Sheet, heading: str) -> str:
    """Return the first values under a heading."""
    if heading not in sheet.headings:
        return ""
    at = sheet.headings.index(heading)
    values = (row[at].strip() for row in sheet.rows[sheet.body_at :] if at < len(row))
    known = dict.fromkeys(value for value in values if value)
    return " · ".join(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…" for value in [*known][:_EXAMPLES])
