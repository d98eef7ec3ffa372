"""Work of a whole amphoe or the province, painted on no tambon. This module draws the strip beside the map."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from pages.ui import lists, prose, selection
from pages.ui.once import once
from pages.ui.register import values
from pages.ui.visit import Visit


def strip(now: Visit) -> Markup:
    """Return how much of the work shown is amphoe-wide or province-wide, by area, each a link to its page."""
    counts = _counts(now)
    if counts.empty:
        return prose.line(now.say("strip_none"), "quiet")
    links = [
        prose.page("area", selection.link(area=str(code)), f"{now.register.area_name(str(code), now.lang)} {n}")
        for code, n in counts.items()
    ]
    return prose.line(
        prose.join([prose.strong(now.say("strip_title", n=len(_shown(now)))), prose.chips(links)], " "), "strip"
    )


def listing(now: Visit) -> Markup:
    """Return the records of the strip."""
    return prose.line(now.say("wide_note"), "quiet") + lists.records(now, _shown(now))


def _shown(now: Visit) -> pd.Index:
    shown = now.listed(now.chosen.choice.standing)
    return shown[shown.isin(now.register.wide)]


@once(most=192, key=lambda now: (*now.dated, now.chosen.choice))
def _counts(now: Visit) -> pd.Series:
    """Count the records of the strip by the amphoe or province they name, the widest first."""
    areas = now.register.areas
    fields = now.register.initiatives["areas"].reindex(_shown(now))
    codes = pd.Series([code for field in fields for code in values(field)], dtype="str")
    levels = codes.map(areas["level"])
    counts = codes[levels.isin([Level.PROVINCE, Level.AMPHOE])].value_counts()
    order = pd.DataFrame(
        {"narrow": counts.index.map(areas["level"]) != Level.PROVINCE, "n": -counts.to_numpy()}, index=counts.index
    )
    return counts.loc[order.sort_values(["narrow", "n"], kind="stable").index]
