"""Who has not reported, and what is known only roughly. This module writes that part of the method page."""

import pandas as pd
from markupsafe import Markup

from data.schema import Level, Quality
from geo.completeness import LACKS, Place, by_agency, places_known
from pages.ui import cache, calendar, lists, mapdata, prose, selection
from pages.ui.method.example import Example
from pages.ui.visit import Visit

_EMPTY = Markup("")
_MOST = 40
"""Agencies listed unless whole lists are asked for."""


def reporting(example: Example) -> Markup:
    """Return agencies without any record, then those with one, most to ask first."""
    now = example.now
    everything = cache.evaluation(now.register.version, now.chosen.day, "")
    found = by_agency(everything, now.register.records)
    if found.empty:
        return prose.line(now.say("reporting_empty"), "quiet")
    has_any = found["initiatives"] > 0
    return (
        prose.line(now.say("reporting_note"))
        + _silent(now, found[~has_any], len(found))
        + _known(now, found[has_any])
    )


def _silent(now: Visit, found: pd.DataFrame, agencies: int) -> Markup:
    """Return the agencies without any record, by kind."""
    if found.empty:
        return prose.line(now.say("reporting_all"))
    sectors = now.register.agencies["sector"].reindex(found.index)
    kinds = sectors.map(now.say, na_action="ignore").fillna(now.say("unknown"))
    folds = [
        prose.fold(
            now.say("lacks_some", what=kind, n=f"{len(own):,}"),
            prose.listing(_agency(now, code) for code in own.index),
        )
        for kind, own in kinds.groupby(kinds)
    ]
    count = now.say("reporting_silent", n=f"{len(found):,}", total=f"{agencies:,}")
    return prose.heading(count, 3) + _EMPTY.join(folds)


def _known(now: Visit, found: pd.DataFrame) -> Markup:
    if found.empty:
        return prose.line(now.say("reporting_nobody"), "quiet")
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    rows = [
        (
            _agency(now, row.Index),
            *(f"{count:,}" for count in (row.initiatives, row.active, row.unconfirmed)),
            _incomplete(now, row),
            _latest(now, row),
        )
        for row in shown
    ]
    names = (
        "control_agency",
        *(f"column_{name}" for name in ("known_work", "open", "unconfirmed", "incomplete", "latest")),
    )
    title = prose.heading(now.say("reporting_known", n=f"{len(found):,}"), 3)
    return title + prose.table([now.say(name) for name in names], rows) + more


def _agency(now: Visit, agency_id: str) -> Markup:
    """Return the name of an agency, a link to its work on the map."""
    return prose.page("", selection.link(agency=agency_id, area=""), now.register.agency_name(agency_id, now.lang))


def _incomplete(now: Visit, row: tuple) -> str:
    counts = {name: getattr(row, name) for name in LACKS}
    said = ", ".join(
        now.say("lacks_some", what=now.say(f"lacking_{name}"), n=f"{n:,}") for name, n in counts.items() if n
    )
    return f"{row.incomplete:,} ({said})" if said else f"{row.incomplete:,}"


def _latest(now: Visit, row: tuple) -> str:
    if pd.isna(row.latest):
        return now.say("unknown")
    key = "months_ago" if row.months else "months_none"
    return now.say(key, day=calendar.short(row.latest.date(), now.lang, "month"), n=f"{row.months:,.0f}")


def approximate(example: Example) -> Markup:
    """Return in numbers what is drawn, placed or dated only roughly."""
    now, say = example.now, example.now.say
    rows = [*_outlines(now), _points(now), *_places(now), _unplaced(now), _dates(now), _ties(now)]
    return prose.table([say("column_what"), say("column_how_many")], rows)


def _outlines(now: Visit) -> list[tuple[str, str]]:
    rows = []
    for level in Level:
        counts = mapdata.outlines(now.register.version, level)["quality"].value_counts()
        said = ", ".join(
            now.say("outlines_count", quality=now.say(quality), n=f"{counts[quality]:,}")
            for quality in Quality
            if quality in counts
        )
        rows.append((now.say("outlines_of", level=now.say(level)), said or now.say("outlines_none")))
    return rows


def _points(now: Visit) -> tuple[str, str]:
    areas = now.register.areas
    villages = areas[areas["level"] == Level.VILLAGE]
    known = villages["longitude"].notna() & villages["latitude"].notna()
    return now.say("points_of"), _of(now, "points_count", known.sum(), len(villages))


def _places(now: Visit) -> list[tuple[str, str]]:
    counts = places_known(now.evaluation)["initiatives"]
    tambon, nowhere = (_of(now, key, counts[place], counts.sum()) for key, place in _ROUGH)
    return [(now.say("places_of"), tambon), (now.say("nowhere_of"), nowhere)]


_ROUGH = (("places_count", Place.TAMBON), ("of_total_works", Place.NOWHERE))


def _unplaced(now: Visit) -> tuple[str, str]:
    rows = now.register.records["unplaced"]
    said = now.say("unplaced_count", n=f"{len(rows):,}", records=f"{rows['initiative_id'].nunique():,}")
    return now.say("unplaced_of"), said if len(rows) else now.say("none_on_record")


def _dates(now: Visit) -> tuple[str, str]:
    counts = pd.Series(now.register.precision, dtype="str").value_counts()
    numbers = {name: f"{counts.get(name, 0):,}" for name in ("month", "year")}
    said = now.say("dates_rough_count", n=f"{counts.sum():,}", **numbers)
    return now.say("dates_rough"), said if len(counts) else now.say("none_on_record")


def _ties(now: Visit) -> tuple[str, str]:
    confirmed = now.register.records["ties"]["confirmed"].fillna(value=False)
    return now.say("ties_of"), _of(now, "ties_count", (~confirmed.astype(bool)).sum(), len(confirmed))


def _of(now: Visit, key: str, part: int, whole: int) -> str:
    """Return so many of so many, or that there is none at all."""
    return now.say(key, n=f"{part:,}", total=f"{whole:,}") if whole else now.say("none_on_record")
