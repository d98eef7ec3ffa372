"""Stated coverage and open work on the one map, and as a table. This module gives the map its content."""

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from data.schema import Level
from geo import maps, spoken, stances
from geo.classify import NO_RECORD, class_index
from geo.palettes import NO_RECORD as BARE
from geo.palettes import PEOPLE, STANCE
from geo.stances import Gap, Stance
from pages.ui import charts, legend, lists, mapdata, prose, selection, showing
from pages.ui.coverage.stands import amphoe, found, said, speaking, within, working
from pages.ui.headline import number
from pages.ui.legend import Kind
from pages.ui.mapview import Event, Shown
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 13
"""Areas listed beside the map unless whole lists are asked for."""
_BREAKS = (0.0, 0.1, 0.25, 0.5)
"""Of the agencies that state an area, the share with open work there: upper ends of the classes."""
_STANCES = {
    "B": (Stance.BOTH, STANCE["joint"], ()),
    "W": (Stance.WORKING, STANCE["undeclared"], ("slant", "counter")),
    "S": (Stance.STATED, STANCE["declared"], ("counter",)),
}
_GAPS = {
    "O": (Gap.WORKED, STANCE["joint"], ()),
    "C": (Gap.CLAIMED, STANCE["declared"], ("counter",)),
    "U": (Gap.UNSAID, STANCE["silent"], ("slant", "counter")),
    NO_RECORD: (Gap.UNCLAIMED, BARE, ("slant",)),
}
_SHARES = "KLMPQ"
"""Class keys of the shares, from none; ``W`` where nobody states the area and work is on record."""

Painting = tuple[Mapping[str, Kind], str, pd.Series, pd.DataFrame, Mapping[str, int]]
"""Kinds by class key, title, the class key of every area, what the tips tell, and with how many decimals."""


def shown(now: Visit) -> Shown:
    """Return what the map shows: the province by how it is stated and worked in, and the marks as they are.

    Fills say who states to serve what, so that no outline of coverage lies over them. The map comes near to the
    amphoe of a chosen area.
    """
    home = amphoe(now)
    kinds, title, keys, numbers, tip = _painting(now)
    order = mapdata.outlines(now.register.version, Level(now.chosen.level)).index
    keys = keys.reindex(order, fill_value=NO_RECORD)
    return showing.shown(now)._replace(
        keys=keys,
        is_out=keys.isin(now.chosen.off),
        coverage={},
        numbers=mapdata.document(maps.numbers_document(numbers.reindex(order), tip)),
        look=legend.look_of_kinds(kinds, title, tip, now.say),
        frame=[code for code in order if home in now.register.around(code)] if home else (),
    )


def pressed(now: Visit, event: Event | None) -> dict[str, str]:
    """Return what a press on the map changes of the address; nothing without one."""
    if event is None:
        return {}
    if event.kind == "class":
        return {"off": showing.toggled(now.chosen.off, event.id)}
    code = showing.area_of(event, showing.shown(now))
    return {"area": code} if code else {}


def _painting(now: Visit) -> Painting:
    if now.chosen.agency:
        return _of_agency(now)
    return _of_theme(now) if now.chosen.theme else _of_all(now)


def _of_agency(now: Visit) -> Painting:
    table = found(now, Level(now.chosen.level))
    own = table[table["agency_id"] == now.chosen.agency].set_index("area_code")
    kinds = {key: Kind(fill, slants, now.say(f"kind_{name}")) for key, (name, fill, slants) in _STANCES.items()}
    kinds[NO_RECORD] = Kind(BARE, ("slant",), now.say("kind_neither"))
    keys = own["stance"].map({str(name): key for key, (name, *_) in _STANCES.items()})
    return kinds, now.say("map_agency"), keys, own, dict.fromkeys(("initiatives", "themes", "villages"), 0)


def _of_theme(now: Visit) -> Painting:
    table = gaps_of(now)
    kinds = {key: Kind(fill, slants, now.say(f"gap_{name}")) for key, (name, fill, slants) in _GAPS.items()}
    keys = table["gap"].map({str(name): key for key, (name, *_) in _GAPS.items()})
    told = table.assign(claiming=table["claims"].map(values).map(len))
    return kinds, now.say("map_theme"), keys, told, {"initiatives": 0, "claiming": 0}


def gaps_of(now: Visit) -> pd.DataFrame:
    """Return how every area of the level stands to the chosen theme."""
    level = Level(now.chosen.level)
    areas = now.register.areas
    codes = sorted(areas.index[areas["level"] == level])
    return stances.gaps(said(now, level), working(now, level), speaking(now), codes)


def _of_all(now: Visit) -> Painting:
    table = spoken.by_area(found(now, Level(now.chosen.level)))
    labels = [now.say(f"share_{at}") for at in range(len(_SHARES))]
    slants = [("counter",), *[()] * (len(_SHARES) - 1)]
    kinds = {key: Kind(*kind) for key, *kind in zip(_SHARES, PEOPLE, slants, labels, strict=True)}
    kinds |= {
        "W": Kind(STANCE["undeclared"], ("slant", "counter"), now.say("share_unsaid")),
        NO_RECORD: Kind(BARE, ("slant",), now.say("share_neither")),
    }
    keys = class_index(table["share"], _BREAKS).map(dict(enumerate(_SHARES))).fillna("W")
    return kinds, now.say("map_all"), keys, table, dict.fromkeys(spoken.AREA_COUNTS, 0)


def areas(now: Visit) -> Markup:
    """Return the areas by how many agencies state to serve them and how many work there: what the map shows."""
    level = Level(now.chosen.level)
    title = prose.heading(now.say("areas_title"), 2, "areas")
    table = (
        spoken.by_area(found(now, level)).reindex(within(now, level)).fillna({"stating": 0, "working": 0, "both": 0})
    )
    if not table[spoken.AREA_COUNTS].to_numpy().any():
        return title + prose.line(now.say("areas_nothing"), "quiet")
    order = table.sort_values(["share", "stating"], ascending=[True, False], na_position="last", kind="stable")
    rows, more = lists.cut(now, list(order.itertuples()), _MOST)
    head = [now.say(f"column_{name}") for name in ("area", *spoken.AREA_COUNTS)]
    rows = [(row, now.say("share_words", x=number(row.both), n=number(row.stating))) for row in rows]
    body = (
        [
            prose.here(selection.link(area=row.Index), now.register.place_name(row.Index, now.lang)),
            number(row.stating),
            number(row.working),
            prose.join([share, charts.parted([("joint", row.share)], share)], " ") if row.stating else "–",
        ]
        for row, share in rows
    )
    return title + prose.line(now.say("areas_note"), "quiet") + prose.table(head, body) + more
