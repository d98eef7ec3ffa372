"""What of the register concerns one area. This module gathers it once for all parts of the area's page."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.schema import Level
from geo import advice, standing, timeline
from geo.joins import Standing
from pages.ui.register import values
from pages.ui.visit import Visit


@dataclass(frozen=True, eq=False)
class Holdings:
    """The records, scores and advice of the area that is chosen."""

    now: Visit

    @cached_property
    def scores(self) -> pd.Series:
        """The scores of the area."""
        code = self.now.chosen.area
        return self.now.scores(Level(self.now.register.areas.at[code, "level"])).loc[code]

    @cached_property
    def advice(self) -> advice.Advice:
        """The index taken apart."""
        return advice.advice(self.now.evaluation, self.now.chosen.area)

    @cached_property
    def initiatives(self) -> pd.DataFrame:
        """All that lies in the area, and what is recorded for a wider area around or in it."""
        return standing.initiatives_of(self.now.evaluation, self.now.chosen.area)

    @cached_property
    def spans(self) -> pd.DataFrame:
        """From when to when each initiative in the area runs."""
        return timeline.spans(self.now.evaluation, self.initiatives)

    @cached_property
    def records(self) -> list[str]:
        """Ids of all records that lie in the area, open or not."""
        here = self.initiatives.loc[self.initiatives["reach"] == "footprint", "records"]
        return [code for field in here for code in values(field)]

    @cached_property
    def open_now(self) -> pd.Index:
        """Ids of the records open on the day, wherever they lie."""
        kinds = self.now.standings["standing"]
        return kinds.index[kinds == Standing.ACTIVE]

    @cached_property
    def open_here(self) -> pd.Index:
        """Ids of the records open in the area."""
        return self.open_now[self.open_now.isin(self.records)]
