"""METHOD section 1 read directly: sets, dicts, loops, no cleverness. This module is the records."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.schema import DEFAULT_TIE_LEVEL

STATUS_ORDER = ("implementation", "finalisation", "pipeline", "closed", "suspended", "cancelled")


@dataclass(frozen=True)
class Initiative:
    """One initiative, its same_record members joined."""

    name: str
    status: str
    status_date: date | None
    start: date | None
    end: date | None
    outcome: str | None
    direction: str | None
    themes: frozenset[str]
    areas: frozenset[str]
    agencies: frozenset[str]  # accountable or implementing
    hosts: frozenset[str]  # accountable


@dataclass(frozen=True)
class Tie:
    """A tie between two different (joined) initiatives."""

    giver: str
    taker: str
    kind: str
    strength: float
    is_live: bool


def rows(records, table):
    """Rows as dicts; unknown is None, a day is a date."""
    frame = records.get(table)
    listed = [] if frame is None else frame.to_dict("records")
    return [{key: plain(value) for key, value in row.items()} for row in listed]


def plain(value):
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def split(codes):
    return set(codes.split(";")) if codes else set()


def months_before(day, n):
    """The same day of the month, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_within(moment, n, day):
    """After the date n months before the day, and on or before it."""
    return moment is not None and months_before(day, n) < moment <= day


def whole_months(earlier, later):
    """The difference of year-months, less one if the later day of the month is smaller."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day < earlier.day else months


def same_record_sets(records):
    """Each set of initiative ids that are one initiative."""
    sets = [{row["initiative_id"]} for row in rows(records, "initiatives")]
    for tie in rows(records, "ties"):
        if tie["kind"] == "same_record":
            touched = [one for one in sets if tie["from_id"] in one or tie["to_id"] in one]
            sets = [one for one in sets if one not in touched] + [set().union(*touched)]
    return sets


def agreed(values):
    """The one value on which all that state one agree, else blank."""
    stated = {value for value in values if value is not None}
    return stated.pop() if len(stated) == 1 else None


def joined(members, parts):
    """The one initiative that these records are; None when its status is unknown: never scored anywhere."""
    statuses = [status for status in STATUS_ORDER if status in {row["status"] for row in members}]
    if not statuses:
        return None
    starts = [row["start_date"] for row in members if row["start_date"]]
    ends = [row["end_date"] for row in members]
    return Initiative(
        name=min(row["initiative_id"] for row in members),
        status=statuses[0],
        status_date=max((row["status_date"] for row in members if row["status_date"]), default=None),
        start=min(starts, default=None),
        end=None if None in ends else max(ends),
        outcome=agreed(row["outcome"] for row in members),
        direction=agreed(row["direction"] for row in members),
        themes=frozenset().union(*(split(row["themes"]) for row in members)),
        areas=frozenset().union(*(split(row["areas"]) for row in members)),
        agencies=frozenset(part["agency_id"] for part in parts if part["role"] in ("accountable", "implementing")),
        hosts=frozenset(part["agency_id"] for part in parts if part["role"] == "accountable"),
    )


def read_initiatives(records):
    """Joined initiatives of known status, under the id of every record in them."""
    found, work, parts = {}, rows(records, "initiatives"), rows(records, "participation")
    for ids in same_record_sets(records):
        members, doing = ([row for row in listed if row["initiative_id"] in ids] for listed in (work, parts))
        initiative = joined(members, doing)
        if initiative is not None:
            found |= dict.fromkeys(ids, initiative)
    return found


def read_ties(records, by_id, day):
    """Ties between two different initiatives of known status."""
    found = []
    for row in rows(records, "ties"):
        giver, taker = by_id.get(row["from_id"]), by_id.get(row["to_id"])
        if row["kind"] == "same_record" or giver is None or taker is None or giver is taker:
            continue
        level = DEFAULT_TIE_LEVEL.get(row["kind"]) if row["level"] is None else row["level"]
        strength = 0.0 if row["kind"] == "complementary" else level / 5
        is_live = (row["start_date"] or day) <= day <= (row["end_date"] or day)
        found.append(
            Tie(giver.name, taker.name, row["kind"], strength if row["confirmed"] else strength / 2, is_live)
        )
    return found


def is_active(initiative, day):
    """Open on the day."""
    if initiative.status not in ("implementation", "finalisation"):
        return False
    if initiative.start is not None and initiative.start > day:
        return False
    if initiative.end is not None:
        return initiative.end >= day
    return initiative.status_date is None or initiative.status_date > months_before(day, 24)


class World:
    """The records as METHOD section 1 reads them on one day."""

    def __init__(self, records, day, themes):
        """A filter holds theme codes; a top-level one stands for the leaves under it too."""
        by_id = read_initiatives(records)
        self.day = day
        self.level = {row["code"]: row["level"] for row in rows(records, "areas")}
        self.tambon = [code for code in self.level if self.level[code] == "tambon"]
        self.parent = {row["code"]: row["parent"] for row in rows(records, "areas")}
        self.sector = {row["agency_id"]: row["sector"] for row in rows(records, "agencies")}
        self.initiatives = {one.name: one for one in by_id.values()}
        self.ties = read_ties(records, by_id, day)
        self.themes = set().union(*(one.themes for one in self.initiatives.values()))
        above = {row["code"]: row["parent"] for row in rows(records, "themes")}
        self.is_filtered = themes is not None
        self.counted = {theme for theme in self.themes if themes is None or {theme, above.get(theme)} & set(themes)}
        self.active = {one.name for one in self.initiatives.values() if is_active(one, day)}

    def units(self, area):
        """The villages below an area; a tambon without villages is its own one unit."""
        below = sorted(code for code in self.parent if self.parent[code] == area)
        if self.level[area] == "village" or (self.level[area] == "tambon" and not below):
            return [area]
        return [unit for code in below for unit in self.units(code)]

    def tambon_below(self, area):
        return [code for code in self.tambon if self.is_in(code, area)]

    def is_in(self, code, area):
        return code == area or (self.parent.get(code) is not None and self.is_in(self.parent[code], area))

    def footprint(self, initiative, *, precise=False):
        """Units named by their own code, and (unless precise) those of a tambon named as a whole."""
        own = {code for code in initiative.areas if code in self.level and self.units(code) == [code]}
        if precise:
            return own
        whole = [set(self.units(code)) for code in initiative.areas if self.level.get(code) == "tambon"]
        return own.union(*whole)

    def present(self, tambon, theme=None):
        """Initiatives with a unit of the tambon in their footprint, and the theme if one is asked for."""
        units = set(self.units(tambon))
        return [
            one
            for one in self.initiatives.values()
            if units & self.footprint(one) and (theme is None or theme in one.themes)
        ]

    def is_counted(self, initiative):
        """Whether a filter by theme leaves it in; with no filter one without theme is in too."""
        return not self.is_filtered or bool(initiative.themes & self.counted)
