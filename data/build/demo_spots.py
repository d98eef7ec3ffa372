"""Where known truths are planted. This module gives each a village and a theme that no other record touches."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, zip_longest

import pandas as pd

from data.build.demo_agencies import Agency, Roster
from data.build.demo_chance import Chance
from data.build.demo_days import OPENING
from data.build.demo_draft import Brief, Desk
from data.build.demo_land import Land, Place, Tambon
from data.build.demo_works import Part, Work
from data.schema import PEOPLE_SIDE, SEPARATOR, STATE_SIDE, Role, Status


@dataclass(frozen=True)
class Truth:
    """What was planted and what it must come to on the opening day; ``tables/demo_truth.csv`` holds one a row."""

    kind: str
    ids: tuple[str, ...]
    area_code: str
    theme: str
    measure: str
    value: str


@dataclass(frozen=True)
class Spot:
    """A village and a theme of one planted truth, with agencies of the state and the people in turn."""

    desk: Desk
    tambon: Tambon
    theme: str
    agencies: tuple[Agency, ...]

    @property
    def here(self) -> Place:
        """The first village of the tambon."""
        return self.tambon.village(0)

    def work(self, agency: int = 0, place: Place | None = None, **fixed: object) -> Work:
        """Write a work that is open on the opening day and of which nothing but words and dates is left to chance.

        Further arguments settle what else is known of it.
        """
        chance = Chance(f"planted {len(self.desk.book.works)}")
        start = fixed.pop("start", OPENING - timedelta(days=chance.between(210, 600)))
        end = fixed.pop("end", OPENING + timedelta(days=chance.between(200, 500)))
        brief = Brief(self.theme, place or self.here, self.agencies[agency], start, end)
        work = self.desk.draft(brief, chance)
        work.parts = [Part(self.agencies[agency], Role.ACCOUNTABLE, co_act=True)]
        work.start, work.end, work.precision = start, end, {}
        work.status = Status.IMPLEMENTATION if end is None or end >= OPENING else Status.CLOSED
        work.outcome, work.direction, work.known = "", "", OPENING - timedelta(days=chance.between(10, 60))
        for name, value in fixed.items():
            setattr(work, name, value)
        return work

    def says(self, kind: str, works: tuple[Work, ...], measure: str, value: object, area_code: str = "") -> Truth:
        """Return a truth about works at this spot, of its village where no area is given."""
        ids = tuple(work.initiative_id for work in works)
        return Truth(kind, ids, area_code or self.here.codes[0], self.theme, measure, f"{value}")


class Ground:
    """Hands out spots, each tambon and theme once."""

    def __init__(self, desk: Desk, land: Land) -> None:
        self._desk = desk
        self._tambon = [
            one for one in land.tambon.values() if len(one.villages) > 3 and one.style not in ("none", "single")
        ]
        self.taken: dict[str, set[str]] = {}

    def spot(self, label: str) -> Spot:
        """Return a spot of its own for `label`, its theme one that suits the land."""
        chance = Chance(f"spot {label}")
        while True:
            tambon = chance.one(self._tambon)
            taken = self.taken.setdefault(tambon.code, set())
            theme = chance.weighted(self._desk.words.suited(tambon.landscapes))
            agencies = _in_turn(self._desk.roster, theme, tambon.code)
            if theme not in taken and len(taken) < 3 and len(agencies) > 3:
                taken.add(theme)
                return Spot(self._desk, tambon, theme, agencies)


def _in_turn(roster: Roster, theme: str, tambon: str) -> tuple[Agency, ...]:
    """Return agencies of the state's and the people's side in turn; none where either side has fewer than two."""
    able = roster.able(theme, tambon)
    state = [one for one in able if one.sector in STATE_SIDE]
    people = [one for one in able if one.sector in PEOPLE_SIDE]
    if min(len(state), len(people)) < 2:
        return ()
    return tuple(one for one in chain.from_iterable(zip_longest(state, people)) if one)


def truth_rows(truths: list[Truth]) -> pd.DataFrame:
    """Return what was planted as a table."""
    frame = pd.DataFrame(truths)
    return frame.assign(ids=frame["ids"].map(SEPARATOR.join))
