"""One reader's run of a page: what is open, what is chosen, in which language. This module begins every page."""

from dataclasses import dataclass

import pandas as pd

from data.schema import Level
from geo.scores import Evaluation
from pages.ui import cache, calendar, selection, words
from pages.ui.register import Register
from pages.ui.selection import Selection
from pages.ui.words import Words


@dataclass(frozen=True)
class Visit:
    """What a page needs to know."""

    register: Register
    chosen: Selection
    say: Words

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.chosen.lang

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation of the chosen day and theme."""
        return cache.evaluation(self.register.version, self.chosen.day, self.chosen.theme)

    def scores(self, level: Level) -> pd.DataFrame:
        """Return the scores of a level by area code."""
        return cache.scored(self.register.version, self.chosen.day, self.chosen.theme, level)

    def when(self) -> str:
        """Return the as-of day and its fiscal year in words."""
        day = self.chosen.day
        year = self.say("fiscal_year", year=calendar.fiscal_year(day))
        return f"{self.say('as_of', day=calendar.long(day, self.lang))} · {year}"


def begin() -> Visit:
    """Read the register and the selection."""
    register = cache.register()
    chosen = selection.read(register.default_day, register.known)
    return Visit(register, chosen, words.speaker(chosen.lang))
