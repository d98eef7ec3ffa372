"""One invented work, drawn. This module gives it words, partners, money and a status that its dates allow."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from data.build.demo_agencies import Agency, Roster
from data.build.demo_chance import Chance
from data.build.demo_days import OPENING, known_on
from data.build.demo_land import Place, near
from data.build.demo_works import Book, Part, Work
from data.build.facts import TABLES_DIR, read
from data.schema import PEOPLE_SIDE, SEPARATOR, Direction, Role, Sector, Status


@dataclass(frozen=True)
class Brief:
    """What is settled of a work before it is drawn."""

    theme: str
    place: Place
    host: Agency
    start: date
    end: date | None
    partners: tuple[Agency, ...] = ()


@dataclass(frozen=True)
class Words:
    """What people write about each theme."""

    themes: pd.DataFrame
    titles: dict[str, list[tuple[str, str]]]

    def suited(self, landscapes: tuple[str, ...]) -> dict[str, int]:
        """Return the themes that suit a land with some landscapes, each with its weight."""
        weights = self.themes[list(landscapes)].astype(int).sum(axis=1)
        return {str(theme): int(weight) for theme, weight in weights.items() if weight}

    def title(self, theme: str, place: Place, chance: Chance) -> tuple[str, str]:
        """Draw a title in Thai and English."""
        thai, english = chance.one(self.titles[theme])
        return thai.format(place=place.thai), english.format(place=place.english)

    def said(self, theme: str, column: str) -> list[str]:
        """Return the phrases of a theme in a column."""
        return self.themes.at[theme, column].split(SEPARATOR)

    def description(self, theme: str, chance: Chance) -> str:
        """Draw a short description from the words of the theme."""
        one, other = chance.some(self.said(theme, "acts"), 2)
        return f"{one}และ{other} เพื่อ{chance.one(self.said(theme, 'aims'))}"


def words() -> Words:
    """Return the words as ``tables/demo_themes.csv`` and ``tables/demo_titles.csv`` hold them."""
    titles: dict[str, list[tuple[str, str]]] = {}
    for row in read(TABLES_DIR / "demo_titles.csv").itertuples():
        titles.setdefault(row.theme, []).append((row.title_th, row.title_en))
    return Words(read(TABLES_DIR / "demo_themes.csv").set_index("theme"), titles)


@dataclass(frozen=True)
class Desk:
    """Where works are drawn: the book they go into, the agencies and the words."""

    book: Book
    roster: Roster
    words: Words

    def draft(self, brief: Brief, chance: Chance) -> Work:
        """Draw a work and write it into the book."""
        theme, place = brief.theme, brief.place
        title = self.book.titled(self.words.title(theme, place, chance))
        work = Work(
            len(self.book.works) + 1,
            (title[0], title[1] if chance.happens(85) else ""),
            place,
            (theme,),
            _parts(brief, chance),
            brief.start,
            brief.end,
            description=self.words.description(theme, chance) if chance.happens(85) else "",
            direction=_direction(brief.host, chance),
            targets=tuple(self.words.said(theme, "targets")[: chance.below(3)]),
            point=near(place, chance) if chance.happens(60) else None,
            households=chance.between(2, 60) * 5 if chance.happens(60) else None,
            budget_thb=_budget(int(self.words.themes.at[theme, "budget"]), chance),
        )
        _settle(work, chance)
        return self.book.add(work)


def _parts(brief: Brief, chance: Chance) -> list[Part]:
    parts = [Part(brief.host, Role.ACCOUNTABLE, co_act=True if chance.happens(60) else None)]
    return parts + [
        Part(one, co_act=True, co_benefit=one.sector in PEOPLE_SIDE if chance.happens(50) else None)
        for one in brief.partners
    ]


def _direction(host: Agency, chance: Chance) -> str:
    if chance.happens(30) or host.sector in (Sector.ACADEMIC, Sector.PRIVATE):
        return ""
    likely, other = Direction.TOP_DOWN, Direction.BOTTOM_UP
    if host.sector in PEOPLE_SIDE:
        likely, other = other, likely
    return likely if chance.happens(85) else other


def _budget(thousand: int, chance: Chance) -> int | None:
    """Draw about the usual budget of a theme, in whole thousands of baht; unknown for a fifth."""
    return None if chance.happens(20) else max(5, thousand * chance.between(30, 170) // 500 * 5) * 1000


def _settle(work: Work, chance: Chance) -> None:
    """Give a work the status and outcome that its dates allow, and the day on which they were known."""
    if chance.happens(5):
        _blur(work, chance)
    work.status, work.outcome = _status(work, chance)
    work.known = None if chance.happens(12) and work.end else known_on(work.start, work.end, chance)
    if work.status and work.end is None and chance.happens(25) and work.start < date(2024, 9, 1):
        work.known = work.start + timedelta(days=chance.between(20, 60))


def _status(work: Work, chance: Chance) -> tuple[str, str]:
    if work.start > OPENING:
        return chance.weighted({Status.PIPELINE: 94, "": 4, Status.CANCELLED: 2}), ""
    if work.end is None or work.end >= OPENING:
        is_ending = work.end is not None and (work.end - OPENING).days < 75
        usual = Status.FINALISATION if is_ending and chance.happens(60) else Status.IMPLEMENTATION
        return chance.weighted({usual: 95, Status.SUSPENDED: 2, "": 3}), ""
    days = (OPENING - work.end).days
    still_open = 45 if days < 120 else 20 if days < 400 else 3
    left_open = chance.weighted({Status.FINALISATION: 70, Status.IMPLEMENTATION: 30})
    status = chance.weighted({Status.CLOSED: 94 - still_open, left_open: still_open, "": 4, Status.CANCELLED: 2})
    met = {"need_met": 28, "handed_over": 8, "abandoned": 3, "": 61}
    return status, chance.weighted(met) if status == Status.CLOSED else ""


def _blur(work: Work, chance: Chance) -> None:
    """Leave of a start or end only its month or year: its first day or its last."""
    precision = chance.one(("month", "month", "year"))
    if chance.happens(60) and work.start <= OPENING:
        work.start = work.start.replace(month=1 if precision == "year" else work.start.month, day=1)
        work.precision["start_date"] = precision
    elif work.end:
        month = 12 if precision == "year" else work.end.month
        following = date(work.end.year + month // 12, month % 12 + 1, 1)
        work.end = following - timedelta(days=1)
        work.precision["end_date"] = precision
