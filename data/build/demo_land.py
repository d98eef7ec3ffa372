"""The real areas as the invented province sees them. This module says what grows where and how people work there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from data.build.demo_chance import Chance
from data.build.facts import OUT, TABLES_DIR, read

DEGREE = 100_000
"""Points are whole numbers of hundred-thousandths of a degree."""
_VILLAGE_SPREAD, _TAMBON_SPREAD = 60, 300

Point = tuple[int, int]


class Place(NamedTuple):
    """Where a work is: its area codes, how its title calls them, and the points it may be drawn near."""

    codes: tuple[str, ...]
    thai: str
    english: str
    near: tuple[Point, ...] = ()
    spread: int = _TAMBON_SPREAD


@dataclass(frozen=True)
class Village:
    """A village of a tambon; its point is unknown for about half of them."""

    code: str
    thai: str
    english: str
    point: Point | None


@dataclass(frozen=True)
class Tambon:
    """A tambon with its villages, landscapes, way of working and zone."""

    code: str
    thai: str
    english: str
    landscapes: tuple[str, ...]
    style: str
    zone: str
    point: Point
    villages: tuple[Village, ...]

    @property
    def amphoe(self) -> str:
        """Code of its amphoe."""
        return self.code[:4]

    @property
    def whole(self) -> Place:
        """The tambon as a place: no village is named."""
        return Place((self.code,), f"ตำบล{self.thai}", self.english, (self.point,))

    def village(self, at: int) -> Place:
        """One village as a place, by its number from 0; the tambon itself where it has none."""
        return self.several(self.villages[at : at + 1])

    def several(self, villages: tuple[Village, ...]) -> Place:
        """Return some villages as one place."""
        if not villages:
            return self.whole
        codes = tuple(sorted(village.code for village in villages))
        known = tuple(village.point for village in villages if village.point)
        near, spread = (known, _VILLAGE_SPREAD) if known else ((self.point,), _TAMBON_SPREAD)
        if len(villages) == 1:
            return Place(codes, villages[0].thai, f"{villages[0].english}, {self.english}", near, spread)
        thai, english = f" {len(villages)} หมู่บ้าน ตำบล{self.thai}", f"{len(villages)} villages of {self.english}"
        return Place(codes, thai, english, near, spread)

    def place(self, chance: Chance, wide: int) -> Place:
        """Draw a place in the tambon: in `wide` per cent most of it, with or without names, else a few villages."""
        if not self.villages:
            return self.whole
        if chance.happens(wide):
            most = len(self.villages) * chance.between(60, 100) // 100
            return self.whole if chance.happens(45) else self.several(tuple(chance.some(self.villages, most)))
        count = chance.weighted({1: 45, 2: 25, 3: 20, 4: 10})
        return self.several(tuple(chance.some(self.villages, count)))


@dataclass(frozen=True)
class Land:
    """All tambon of the province, in order of their codes, with the names of amphoe and zones."""

    tambon: Mapping[str, Tambon]
    amphoe: Mapping[str, tuple[str, str]]
    zones: Mapping[str, tuple[str, str]]

    @cached_property
    def amphoe_place(self) -> Mapping[str, Place]:
        """Each amphoe as a place without a point."""
        return {code: Place((code,), f"อำเภอ{th}", f"Amphoe {en}") for code, (th, en) in self.amphoe.items()}

    def of_zone(self, zone: str) -> list[Tambon]:
        """Return the tambon of a zone."""
        return [one for one in self.tambon.values() if one.zone == zone]


def land() -> Land:
    """Return the land as the shipped facts and ``tables/demo_land.csv`` describe it: the longest prefix counts."""
    areas = read(OUT / "areas.csv").set_index("code")
    lore = read(TABLES_DIR / "demo_land.csv").set_index("prefix")
    villages: dict[str, list[Village]] = {}
    for row in areas[areas["level"] == "village"].itertuples():
        point = _point(row.longitude, row.latitude)
        villages.setdefault(row.parent, []).append(Village(row.Index, row.name_th, row.name_en, point))
    tambon = {}
    for row in areas[areas["level"] == "tambon"].itertuples():
        own = lore.loc[row.Index if row.Index in lore.index else row.parent]
        tambon[row.Index] = Tambon(
            row.Index,
            row.name_th,
            row.name_en,
            tuple(own["landscapes"].split(";")),
            own["style"],
            own["zone"],
            _point(row.longitude, row.latitude) or (0, 0),
            tuple(villages.get(row.Index, ())),
        )
    names = areas[areas["level"] == "amphoe"]
    zones = read(TABLES_DIR / "demo_zones.csv").set_index("zone")
    return Land(tambon, _names(names), _names(zones))


def _names(frame: object) -> dict[str, tuple[str, str]]:
    return {row.Index: (row.name_th, row.name_en) for row in frame.itertuples()}


def _point(longitude: str, latitude: str) -> Point | None:
    return (round(float(longitude) * DEGREE), round(float(latitude) * DEGREE)) if longitude else None


def near(place: Place, chance: Chance) -> Point | None:
    """Draw a point near the reference points of a place; None for one that is too wide to have any."""
    if not place.near:
        return None
    x, y = chance.one(place.near)
    return x + chance.between(-place.spread, place.spread), y + chance.between(-place.spread, place.spread)
