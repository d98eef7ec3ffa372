"""What happened in each tambon over four years. This module tells who began, who joined in, who took it further."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from data.build.demo_agencies import Agency
from data.build.demo_chance import Chance
from data.build.demo_days import FIRST, LATEST, OPENING, a_start, an_end, months_after
from data.build.demo_draft import Brief, Desk
from data.build.demo_land import Place, Tambon
from data.build.demo_works import Part, Work
from data.build.facts import TABLES_DIR, read
from data.schema import PEOPLE_SIDE, STATE_SIDE, Direction, Outcome, Role, Sector, TieKind

_GROWTH = {2022: 55, 2023: 65, 2024: 80, 2025: 95, 2026: 105, 2027: 105}
"""How readily people tie their work, in per cent of the way of their tambon: a little more every year."""
_KINDS = {TieKind.CO_WORK: 56, TieKind.CO_FUND: 16, TieKind.COMPLEMENTARY: 14, TieKind.PART_OF: 14}
_FEW = 8
_LEVELS = {2: 10, 3: 35, 4: 35, 5: 20}


def styles() -> pd.DataFrame:
    """Return how people work by style: chances in per cent."""
    frame = read(TABLES_DIR / "demo_styles.csv").set_index("style")
    return frame.astype(int)


@dataclass
class Teller:
    """Tells the stories of one tambon.

    Attributes
    ----------
    desk : where works are drawn.
    tambon : the tambon.
    style : how its people work, a row of ``styles``.
    taken : themes that planted records have there: left alone.
    chance : the draws of this tambon.
    """

    desk: Desk
    tambon: Tambon
    style: pd.Series
    taken: Collection[str]
    chance: Chance

    def tell(self) -> None:
        """Tell every story of the tambon, each of its own theme."""
        count = self.chance.between(int(self.style["threads_low"]), int(self.style["threads_high"]))
        for theme in self._themes(count):
            able = self.desk.roster.able(theme, self.tambon.code)
            if self.tambon.style == "single":
                able = [self.desk.roster.agencies[f"demo-amphoe-strong-{self.tambon.amphoe}"]]
            if able:
                self._story(theme, able)

    def _themes(self, count: int) -> list[str]:
        if self.tambon.style == "single":
            return ["SOC-POV", "GOV-SUF", "ECO-OCC"][:count]
        suited = self.desk.words.suited(self.tambon.landscapes)
        left = {theme: weight**3 for theme, weight in suited.items() if theme not in self.taken}
        chosen = []
        for _ in range(min(count, len(left))):
            chosen.append(self.chance.weighted(left))
            del left[chosen[-1]]
        return chosen

    def _story(self, theme: str, able: list[Agency]) -> None:
        """Tell one story: a work, those beside it, and what followed until it stopped."""
        chance = self.chance
        start, host = a_start(chance), self._host_of(able)
        place = self.tambon.place(chance, int(self.style["wide_place"]))
        earlier = None
        while start <= LATEST:
            work = self._work(Brief(theme, place, host, start, an_end(start, chance)), able)
            if earlier:
                self._pass_on(earlier, work)
            for share in (1, 2):
                if chance.happens(self.style["twin"] // share):
                    self._beside(work, place, able)
            if work.end is None or not chance.happens(self.style["carries_on"]):
                return
            earlier, host = work, host if chance.happens(55) else self._host_of(able)
            start = months_after(
                work.end + timedelta(days=1), chance.weighted({0: 50, 1: 12, 2: 12, 4: 12, 7: 8, 14: 6})
            )

    def _host_of(self, able: list[Agency]) -> Agency:
        """Draw who begins a work: three times as likely one of the few tambon that it knows well."""
        near_by = [one for one in able if len(one.tambon) <= _FEW]
        return self.chance.one([*able, *near_by, *near_by])

    def _work(self, brief: Brief, able: list[Agency]) -> Work:
        """Draw a work with its partners, funders and facilitators."""
        chance, host = self.chance, brief.host
        others = [one for one in able if one != host]
        partners: list[Agency] = []
        if others and chance.happens(self.style["joint"]):
            across = [one for one in others if _side(one) != _side(host)] or others
            partners = chance.some(across, chance.weighted({1: 70, 2: 30}))
        whole = Brief(brief.theme, brief.place, host, brief.start, brief.end, tuple(partners))
        work = self.desk.draft(whole, chance)
        self._second_theme(work)
        self._host(work, others)
        self._money(work)
        self._facilitator(work)
        return work

    def _second_theme(self, work: Work) -> None:
        suited = self.desk.words.suited(self.tambon.landscapes)
        own = [one for one in work.host.functions if one in suited and one not in {*work.themes, *self.taken}]
        if own and self.chance.happens(12):
            work.themes += (self.chance.one(own),)

    def _host(self, work: Work, others: list[Agency]) -> None:
        """Leave a work without a clear host where that is the way of the tambon."""
        if self.chance.happens(self.style["one_host"]):
            return
        if others and self.chance.happens(60):
            rival = self.chance.one(others)
            work.parts = [part for part in work.parts if part.agency != rival]
            work.parts.append(Part(rival, Role.ACCOUNTABLE))
        else:
            work.parts[0].role = Role.IMPLEMENTING if self.chance.happens(70) else ""

    def _money(self, work: Work) -> None:
        taking = {part.agency for part in work.parts}
        givers = [
            one
            for one in self.desk.roster.serving(
                self.tambon.code, Sector.STATE, Sector.PRIVATE, Sector.LOCAL_GOVERNMENT
            )
            if one not in taking
        ]
        if givers and work.budget_thb and self.chance.happens(24):
            amount = work.budget_thb * self.chance.between(2, 8) // 10
            work.parts.append(Part(self.chance.one(givers), Role.FUNDING, co_fund=True, amount_thb=amount))

    def _facilitator(self, work: Work) -> None:
        """Bring in one of the two facilitators who know the amphoe."""
        served = self.desk.roster.serving(self.tambon.code, Sector.ACADEMIC, Sector.CIVIL_SOCIETY)
        known = Chance(f"facilitators {self.tambon.amphoe}").some(served, 2)
        left = [one for one in known if one not in {part.agency for part in work.parts}]
        if left and self.chance.happens(14):
            work.parts.append(Part(self.chance.one(left), Role.EXTENDING, co_act=True))

    def _beside(self, work: Work, place: Place, able: list[Agency]) -> None:
        """Open work of the same theme by another agency beside a work, tied to it or not."""
        chance = self.chance
        others = [one for one in able if one not in {part.agency for part in work.parts}]
        if not others:
            return
        start = max(FIRST, min(LATEST, work.start + timedelta(days=chance.between(-45, 150))))
        where = place if chance.happens(self.style["same_place"]) else self.tambon.place(chance, 20)
        other = self._work(Brief(work.themes[0], where, chance.one(others), start, an_end(start, chance)), able)
        if chance.happens(self.style["both_ways"]):
            _face(work, other)
        if chance.happens(int(self.style["tied"]) * _GROWTH[start.year] // 100):
            self._tie(work, other)

    def _tie(self, work: Work, other: Work) -> None:
        chance = self.chance
        start = min(max(work.start, other.start) + timedelta(days=chance.between(0, 60)), OPENING)
        end = months_after(start, chance.between(4, 14)) if chance.happens(14) else None
        kind = chance.weighted(_KINDS)
        level = chance.weighted(_LEVELS) if chance.happens(60) and kind != TieKind.COMPLEMENTARY else None
        self.desk.book.tie(work, other, kind, level=level, start=start, end=end, confirmed=self._confirmed())

    def _confirmed(self) -> bool | None:
        sure = {True: 75, False: 8, None: 17} if self.style["tied"] >= 60 else {True: 45, False: 20, None: 35}
        return self.chance.weighted(sure)

    def _pass_on(self, earlier: Work, work: Work) -> None:
        """Tie what follows to what went before, where somebody thought of it."""
        if not self.chance.happens(int(self.style["passes"]) * _GROWTH[work.start.year] // 100):
            return
        is_same = earlier.host == work.host
        start = min(max(work.start - timedelta(days=30), FIRST), OPENING)
        known = {"start": start, "confirmed": self._confirmed()}
        if is_same or self.chance.happens(25):
            self.desk.book.tie(work, earlier, TieKind.BUILDS_ON, **known)
        else:
            self.desk.book.tie(earlier, work, TieKind.HANDOVER, **known)
            if earlier.status == "closed":
                earlier.outcome = Outcome.HANDED_OVER


def _face(work: Work, other: Work) -> None:
    """Let one work come from the villages and the other from above."""
    ways = [Direction.TOP_DOWN, Direction.BOTTOM_UP]
    if work.direction == Direction.BOTTOM_UP or (not work.direction and _side(work.host) < 0):
        ways.reverse()
    work.direction, other.direction = ways


def _side(agency: Agency) -> int:
    return 1 if agency.sector in STATE_SIDE else -1 if agency.sector in PEOPLE_SIDE else 0
