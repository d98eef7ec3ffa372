"""The draft of work somebody thinks of opening. This module draws its fields and reads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from data.desk.decisions import LONGEST_TEXT
from data.desk.reasons import LONGEST
from data.schema import SEPARATOR, TABLES, Move
from geo.steps import Step
from pages.ui import prose, typed
from pages.ui.opening import keeping
from pages.ui.visit import Visit


@dataclass(frozen=True)
class Sketch:
    """Work as it is thought of: texts, codes, and dates as ISO texts (blank: unknown)."""

    title: str
    text: str
    themes: tuple[str, ...]
    areas: tuple[str, ...]
    start: str
    end: str
    host: str

    @property
    def is_placed(self) -> bool:
        """Whether it says what it is about and where, so that it can be looked around."""
        return bool(self.themes and self.areas)

    @property
    def step(self) -> Step:
        """The step that opens it, to be tried on the day that is looked at."""
        themes, areas = (SEPARATOR.join(codes) for codes in (self.themes, self.areas))
        return Step(Move.OPEN_WORK, agency_id=self.host, title_th=self.title, themes=themes, areas=areas)


def sketch(now: Visit, who: str) -> Sketch:
    """Draw the fields of a draft and return what they say."""
    register, lang, say = now.register, now.lang, now.say
    leaves = [code for code in register.theme_options if code in register.leaves]
    keeping.begin(now, who, leaves)
    title = st.text_input(say("open_title"), placeholder=say("at_most", n=LONGEST), key="open title") or ""
    themes = _several(now, "themes", leaves, lambda code: register.theme_name(code, lang))
    areas = _several(now, "areas", register.areas_in_order, lambda code: register.place_name(code, lang))
    prose.show(prose.line(say("open_map_note"), "note"))
    text = (
        st.text_area(say("open_text"), placeholder=say("at_most", n=f"{LONGEST_TEXT:,}"), height=80, key="open text")
        or ""
    )
    first, second = st.columns(2)
    with first:
        start = _date(now, "start_date")
    with second:
        end = _date(now, "end_date")
    if start and end and end < start:
        prose.show(prose.line(say("open_end_first"), "warn"))
    host = _host(now)
    prose.show(keeping.kept(now))
    return Sketch(title.strip(), text.strip(), themes, areas, start, end, host)


def _several(now: Visit, name: str, options: Sequence[str], called: Callable[[str], str]) -> tuple[str, ...]:
    chosen = st.multiselect(
        now.say(f"whatif_{name}"),
        options,
        format_func=called,
        filter_mode="contains",
        select_all=False,
        placeholder=now.say("form_choose"),
        key=f"open {name}",
    )
    return tuple(chosen)


def _date(now: Visit, name: str) -> str:
    found = typed.field(now, now.say(f"open_{name}"), TABLES["initiatives"].column(name), f"open {name}")
    return found.isoformat() if found else ""


def _host(now: Visit) -> str:
    names = now.register.names[now.lang].agencies
    return (
        st.selectbox(
            now.say("whatif_host"),
            ["", *now.register.agencies_by_name[now.lang]],
            format_func=lambda code: names.get(code, now.say("form_choose")),
            filter_mode="contains",
            key="open host",
        )
        or ""
    )
