"""What is to be added or edited. This module draws the choice of a kind of record and of one of them."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from markupsafe import Markup

from data.desk.rights import own_of
from data.schema import TABLES, record_keys
from data.schema.headings import TABLE_LABELS
from geo.joins import Standing
from pages.ui import lists, prose, selection
from pages.ui.once import once
from pages.ui.record.layout import KINDS, NAME_COLUMN
from pages.ui.visit import Visit

_MOST = 20


def choosing(now: Visit, table: str, record: str) -> None:
    """Draw both choices, the present ones chosen."""
    st.segmented_control(
        now.say("record_kind"),
        KINDS,
        format_func=lambda name: TABLE_LABELS[name][now.lang == "en"],
        wrap=True,
        **_tied("edit", table or None, entry=""),
    )
    if not table:
        return
    named = names(now, table)
    st.selectbox(
        now.say("record_which"),
        ["", *named, *([record] if record and record not in named else [])],
        format_func=lambda key: named.get(key, key) if key else now.say(f"record_new_{table}"),
        filter_mode="contains",
        **_tied("entry", record),
    )


def _tied(name: str, value: str | None, **others: str) -> dict[str, Any]:
    """Return what ties a widget to a parameter of the address; choosing takes `others` out."""
    given = selection.control(name, value, str)
    key = str(given["key"])
    return given | {"on_change": lambda: selection.change(**{name: st.session_state[key] or "", **others})}


@once(most=24, key=lambda now, table: (now.register.version, now.lang, table))
def names(now: Visit, table: str) -> dict[str, str]:
    """Return what every record of a table is called, by its key, in the order of the names."""
    frame = now.register.records[table]
    keys = record_keys(TABLES[table], frame)
    found = {key: _called(now, table, row) for key, row in zip(keys, frame.to_dict("records"), strict=True)}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _called(now: Visit, table: str, row: dict[str, object]) -> str:
    if table in _CALLED:
        return _CALLED[table](now, row)
    thai = NAME_COLUMN[table]
    english = row.get(thai.replace("_th", "_en"))
    return english if now.lang == "en" and isinstance(english, str) else str(row[thai])


def _tie(now: Visit, row: dict[str, object]) -> str:
    one, other = (now.register.title_of(str(row[end]), now.lang) for end in ("from_id", "to_id"))
    return f"{one} → {other} · {now.say(str(row['kind']))}"


def _coverage(now: Visit, row: dict[str, object]) -> str:
    agency = now.register.agency_name(str(row["agency_id"]), now.lang)
    theme = f" · {now.register.theme_name(row['theme'], now.lang)}" if isinstance(row["theme"], str) else ""
    return f"{agency} · {now.register.place_name(str(row['area_code']), now.lang)}{theme}"


_CALLED: dict[str, Callable[[Visit, dict[str, object]], str]] = {"ties": _tie, "coverage": _coverage}


def own(now: Visit) -> Markup:
    """Return the open work of the agency that somebody acts for, each a link to its form."""
    actor = now.actor
    open_now = now.standings.index[now.standings["standing"] == Standing.ACTIVE]
    codes = sorted(own_of(now.register.records, actor).works.intersection(open_now))
    if not codes:
        return Markup("")
    shown, more = lists.cut(now, sorted(codes, key=lambda code: now.register.title_of(code, now.lang)), _MOST)
    title = prose.heading(now.say("record_own", name=now.register.agency_name(actor.agency_id, now.lang)), 2)
    links = (prose.here(edit("initiatives", code), now.register.title_of(code, now.lang)) for code in shown)
    return title + prose.listing(links) + more


def edit(table: str, entry: str = "", **more: str) -> dict[str, str]:
    """Return the parameters of the address of a form."""
    return selection.link(edit=table, entry=entry, **more)
