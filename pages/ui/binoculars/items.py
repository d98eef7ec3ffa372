"""Works one under the other, each with the form of its mark. This module draws them."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pages.ui import lists, prose, session
from pages.ui.binoculars import listing, looking, marking
from pages.ui.headline import number
from pages.ui.visit import Visit


class Items:
    """What draws works for an agency that looks: what it said of them (`said`), and what ties them to its own."""

    def __init__(self, now: Visit, who: str, said: pd.DataFrame, ties: pd.DataFrame) -> None:
        self.now, self.who, self.said, self.ties = now, who, said, ties

    def draw(self, rows: pd.DataFrame, before: int = 0) -> Markup:
        """Draw the works of a ranking, `before` works above it, and return the line that says how many follow."""
        shown, more = lists.cut(self.now, list(rows.index), marking.AT_ONCE)
        explained = looking.explained(self.now, self.who, rows.loc[shown])
        for place, row in enumerate(explained.to_dict("records"), start=1):
            code = row["initiative_id"]
            mark = self.said.loc[code] if code in self.said.index else None
            at = before + place
            prose.show(session.take_told(marking.SEEN, at))
            with st.container(border=True, key=f"seen {code}"):
                prose.show(listing.item(self.now, place, row, mark, self.ties))
                if marking.may_mark(self.now, self.who):
                    marking.form(self.now, self.who, code, mark, at)
        return more

    def draw_apart(self, rows: pd.DataFrame, before: int) -> None:
        """Draw tied works that were marked, where there are any: what was said of them can be changed there."""
        if rows.empty:
            return
        title = prose.heading(self.now.say("sight_apart", n=number(len(rows))), 2, "apart")
        prose.show(title, prose.line(self.now.say("sight_apart_note"), "quiet"))
        prose.show(self.draw(rows, before))
