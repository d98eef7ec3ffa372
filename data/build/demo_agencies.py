"""Invented agencies and where they work. This module reads them from ``tables/demo_agencies.csv``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from data.build.demo_chance import Chance
from data.build.demo_land import Land
from data.build.facts import TABLES_DIR, read
from data.schema import SEPARATOR, Sector
from data.schema.invented import MARK

SITE = "https://example.org/demo"


@dataclass(frozen=True)
class Agency:
    """An invented agency: what it is there for and the tambon it serves."""

    agency_id: str
    sector: str
    reports: str
    names: tuple[str, str, str]
    functions: tuple[str, ...]
    covers: tuple[str, ...]
    tambon: frozenset[str]


@dataclass(frozen=True)
class Roster:
    """All invented agencies by id."""

    agencies: Mapping[str, Agency]

    def able(self, theme: str, tambon: str) -> list[Agency]:
        """Return those that still report, have a theme as their own work and serve a tambon."""
        return [
            agency
            for agency in self.agencies.values()
            if not agency.reports and theme in agency.functions and tambon in agency.tambon
        ]

    def serving(self, tambon: str, *sectors: str) -> list[Agency]:
        """Return those of some sectors that still report and serve a tambon, whatever their own work."""
        return [
            agency
            for agency in self.agencies.values()
            if not agency.reports and agency.sector in sectors and tambon in agency.tambon
        ]


def roster(land: Land) -> Roster:
    """Return all agencies, one for every place within the reach of each row of the table."""
    rows = read(TABLES_DIR / "demo_agencies.csv").itertuples()
    agencies = [agency for row in rows for agency in _agencies(row, land)]
    return Roster({agency.agency_id: agency for agency in agencies})


def _agencies(row: tuple, land: Land) -> Iterator[Agency]:
    for suffix, names, covers in _reach(row, land):
        tambon = frozenset(code for code in land.tambon if code.startswith(covers))
        named = [text.format(zone=names[at], amphoe=names[at]) for at, text in enumerate((row.name_th, row.name_en))]
        yield Agency(
            f"demo-{row.kind}{suffix}",
            row.sector,
            row.reports,
            (f"{named[0]} {MARK.thai}", f"{named[1]} {MARK.english}", row.short_name),
            tuple(row.functions.split(SEPARATOR)),
            covers,
            tambon,
        )


def _reach(row: tuple, land: Land) -> Iterator[tuple[str, tuple[str, str], tuple[str, ...]]]:
    """Yield for each agency of a row: the end of its id, the name of its ground, and the codes it covers."""
    if row.reach == "zone":
        for zone, names in land.zones.items():
            yield f"-{zone}", names, tuple(sorted({one.amphoe for one in land.of_zone(zone)}))
    elif row.reach == "amphoe":
        for code, names in land.amphoe.items():
            yield f"-{code}", names, (code,)
    elif row.reach == "part":
        inside = [code for code in land.tambon if code.startswith(row.home)]
        some = Chance(f"reach {row.kind}").some(inside, max(1, len(inside) * int(row.share) // 100))
        yield "", ("", ""), tuple(sorted(some))
    else:
        yield "", ("", ""), (row.home,)


def agency_rows(roster: Roster) -> pd.DataFrame:
    """Return the table ``agencies``: phones that cannot ring, addresses and pages of nobody."""
    rows = []
    for at, agency in enumerate(sorted(roster.agencies.values(), key=lambda one: one.agency_id)):
        name_th, name_en, short_name = agency.names
        word = agency.agency_id.removeprefix("demo-")
        rows.append(
            {
                "agency_id": agency.agency_id,
                "name_th": name_th,
                "name_en": name_en,
                "short_name": f"{short_name} {MARK.thai}" if short_name else "",
                "sector": agency.sector,
                "functions": SEPARATOR.join(agency.functions),
                "office_phone": "0-0000-0000" if at % 3 else "",
                "office_email": f"{word}@example.org" if at % 4 else "",
                "website": f"{SITE}/{word}" if at % 2 else "",
            }
        )
    return pd.DataFrame(rows)


def coverage_rows(roster: Roster) -> pd.DataFrame:
    """Return the table ``coverage``: local stand-ins serve their tambon in part, beside the real ones.

    Every fourth agency of several amphoe has not told of the last of them yet, where it works all the same.
    """
    rows = []
    for at, agency in enumerate(sorted(roster.agencies.values(), key=lambda one: one.agency_id)):
        is_short = at % 4 == 0 and len(agency.covers) > 2 and len(agency.covers[0]) == len("8001")
        is_part = agency.sector in (Sector.LOCAL_GOVERNMENT, Sector.PRIVATE)
        theme = agency.functions[0] if agency.sector == Sector.ACADEMIC else ""
        extent = "partial" if is_part else "complete" if agency.sector == Sector.STATE else ""
        start = "2022-10-01" if agency.sector == Sector.STATE else ""
        rows += [
            {"agency_id": agency.agency_id, "area_code": code, "theme": theme, "extent": extent, "start_date": start}
            for code in agency.covers[: -1 if is_short else None]
        ]
    return pd.DataFrame(rows)
