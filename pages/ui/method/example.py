"""The area that formulas are worked through with. This module picks it and writes its figures exactly."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import evidence
from geo.worked import example_area
from pages.ui import prose
from pages.ui.visit import Visit

FRONT = ["area_code", "theme", "m", "surplus", "surplus_low"]


@dataclass(frozen=True, eq=False)
class Example:
    """One area on the chosen day; blank `code` where the register gives none to show.

    Attributes
    ----------
    now : the reader's run.
    code : the area.
    """

    now: Visit
    code: str

    @property
    def name(self) -> str:
        """What the area is called."""
        return self.now.register.place_name(self.code, self.now.lang)

    @property
    def home(self) -> str:
        """The area whose integration it shows: a village's tambon, else itself."""
        area = self.now.register.areas.loc[self.code]
        return str(area["parent"]) if area["level"] == Level.VILLAGE and pd.notna(area["parent"]) else self.code

    @cached_property
    def scores(self) -> pd.Series:
        """Its scores."""
        return scores_of(self.now, self.code)

    @cached_property
    def fronts(self) -> pd.DataFrame:
        """Its occupied cells, most surplus first; none of no area."""
        return evidence.fronts(self.now.evaluation, self.code) if self.code else pd.DataFrame(columns=FRONT)


def example(now: Visit) -> Example:
    """Return the chosen area, else the tambon with the largest surplus, else any tambon; blank code without areas."""
    tambon = now.scores(Level.TAMBON)
    usual = example_area(tambon) or (str(tambon.index[0]) if len(tambon) else "")
    return Example(now, now.chosen.area or usual)


def intro(shown: Example) -> Markup:
    """Return which area the page works through, and why."""
    now = shown.now
    has_fronts = bool(shown.code) and len(shown.fronts) > 0
    if not (has_fronts or now.chosen.area):
        return prose.line(now.say("method_intro_none"), "warn")
    why = "" if now.chosen.area else now.say(_WHY[bool(shown.scores["surplus"] > 0)])
    return prose.line(now.say("method_intro", name=shown.name, why=why))


_WHY = {True: "method_intro_largest", False: "method_intro_busiest"}


def scores_of(now: Visit, code: str) -> pd.Series:
    """Return the scores of an area of any level."""
    return now.scores(Level(now.register.areas.at[code, "level"])).loc[code]


def exact(value: float) -> str:
    """Return a number with what it needs: up to four decimals, below 1 up to four digits that count.

    >>> exact(3.0), exact(1.4), exact(5812.0), exact(1 / 3), exact(0.00343642)
    ('3', '1.4', '5,812', '0.3333', '0.003436')
    """
    if abs(value) < 1:
        return np.format_float_positional(value, precision=4, fractional=False, trim="-")
    text = f"{value:,.4f}"
    return text.rstrip("0").rstrip(".")


def rounded(now: Visit, value: float, digits: int) -> str:
    """Return a result exactly, and as other pages show it where that differs."""
    shown = f"{value:,.{digits}f}"
    return exact(value) if exact(value) == shown else now.say("worked_rounded", exact=exact(value), shown=shown)


def total(values: Iterable[float]) -> str:
    """Return a sum as it is written, equal terms together, with what it comes to.

    >>> total([1.0, 1.0, 0.4]), total([0.6]), total([])
    ('2 × 1 + 0.4 = 2.4', '0.6', '0')
    """
    counts = pd.Series(list(values), dtype=float).round(9).value_counts().sort_index(ascending=False)
    terms = " + ".join(exact(value) if n == 1 else f"{n} × {exact(value)}" for value, n in counts.items()) or "0"
    whole = exact(float((counts.index * counts).sum()))
    return terms if terms == whole else f"{terms} = {whole}"


def sourced(now: Visit, initiative_id: str) -> Markup:
    """Return the title of a record, a link to its source where it has one."""
    address = now.register.initiatives.at[initiative_id, "source_url"]
    return prose.link(address, now.register.title_of(initiative_id, now.lang))
