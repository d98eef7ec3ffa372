"""Invented initiatives, who takes part and how they are tied. This module keeps the book of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from data.build.demo_agencies import SITE, Agency
from data.build.demo_land import DEGREE, Place, Point
from data.schema import SEPARATOR, Role, TieKind
from data.schema.invented import MARK

DATES = ("status_date", "start_date", "end_date")


@dataclass
class Part:
    """What an agency does in a work; a blank role is unknown, so is what is None."""

    agency: Agency
    role: str = Role.IMPLEMENTING
    co_fund: bool | None = None
    co_act: bool | None = None
    co_benefit: bool | None = None
    amount_thb: int | None = None


@dataclass
class Work:
    """One invented initiative."""

    number: int
    title: tuple[str, str]
    place: Place
    themes: tuple[str, ...]
    parts: list[Part]
    start: date | None
    end: date | None = None
    status: str = ""
    known: date | None = None
    description: str = ""
    outcome: str = ""
    direction: str = ""
    targets: tuple[str, ...] = ()
    point: Point | None = None
    households: int | None = None
    budget_thb: int | None = None
    precision: dict[str, str] = field(default_factory=dict)

    @property
    def initiative_id(self) -> str:
        """Its id."""
        return f"demo-{self.number:04d}"

    @property
    def host(self) -> Agency:
        """The first agency that takes part."""
        return self.parts[0].agency

    def row(self) -> dict[str, object]:
        """Return it as a record of ``initiatives``; every title carries the mark."""
        x, y = self.point or ("", "")
        return {
            "initiative_id": self.initiative_id,
            "title_th": f"{self.title[0]} {MARK.thai}",
            "title_en": f"{self.title[1]} {MARK.english}" if self.title[1] else "",
            "description": self.description,
            "status": self.status,
            "status_date": self.known or "",
            "start_date": self.start or "",
            "end_date": self.end or "",
            "outcome": self.outcome,
            "direction": self.direction,
            "themes": SEPARATOR.join(self.themes),
            "areas": SEPARATOR.join(self.place.codes),
            "target_groups": SEPARATOR.join(self.targets),
            "longitude": f"{x / DEGREE:.5f}" if x else "",
            "latitude": f"{y / DEGREE:.5f}" if y else "",
            "households": _blank(self.households),
            "budget_thb": _blank(self.budget_thb),
            "source_url": f"{SITE}/{self.initiative_id}",
        }


@dataclass(frozen=True)
class Tie:
    """How two works hang together."""

    one: Work
    other: Work
    kind: TieKind
    level: int | None = None
    start: date | None = None
    end: date | None = None
    confirmed: bool | None = None


@dataclass
class Book:
    """All works and ties so far, in the order they were written."""

    works: list[Work] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    _titles: dict[str, int] = field(default_factory=dict)

    def titled(self, title: tuple[str, str]) -> tuple[str, str]:
        """Return a title that no work has yet: the second of a name is its second phase."""
        thai, english = title
        count = self._titles[thai] = self._titles.get(thai, 0) + 1
        return title if count == 1 else (f"{thai} ระยะที่ {count}", f"{english}, phase {count}")

    def add(self, work: Work) -> Work:
        """Write a work into the book."""
        self.works.append(work)
        return work

    def tie(self, one: Work, other: Work, kind: TieKind, **known: object) -> None:
        """Tie two works."""
        self.ties.append(Tie(one, other, kind, **known))


_NOTES = {
    TieKind.CO_WORK: "ประชุมร่วมกันทุกเดือน",
    TieKind.CO_FUND: "ลงขันในงบเดียวกัน",
    TieKind.BUILDS_ON: "ต่อยอดจากงานเดิม",
    TieKind.HANDOVER: "บันทึกส่งมอบงาน",
    TieKind.PART_OF: "อยู่ในแผนงานเดียวกัน",
    TieKind.SAME_RECORD: "สองหน่วยงานบันทึกงานเดียวกัน",
    TieKind.COMPLEMENTARY: "ทบทวนแล้ว คนละกลุ่มเป้าหมาย",
}


def initiative_rows(works: Iterable[Work]) -> pd.DataFrame:
    """Return the table ``initiatives``."""
    return pd.DataFrame([work.row() for work in works])


def participation_rows(works: Iterable[Work]) -> pd.DataFrame:
    """Return the table ``participation``."""
    return pd.DataFrame(
        [
            {
                "initiative_id": work.initiative_id,
                "agency_id": part.agency.agency_id,
                "role": part.role,
                "co_fund": _truth(part.co_fund),
                "co_act": _truth(part.co_act),
                "co_benefit": _truth(part.co_benefit),
                "amount_thb": _blank(part.amount_thb),
            }
            for work in works
            for part in work.parts
        ]
    )


def tie_rows(ties: Iterable[Tie]) -> pd.DataFrame:
    """Return the table ``ties``, each pair and kind once."""
    rows = pd.DataFrame(
        [
            {
                "from_id": tie.one.initiative_id,
                "to_id": tie.other.initiative_id,
                "kind": tie.kind,
                "level": _blank(tie.level),
                "start_date": tie.start or "",
                "end_date": tie.end or "",
                "confirmed": _truth(tie.confirmed),
                "note": f"{_NOTES[tie.kind]} {MARK.thai}",
            }
            for tie in ties
        ]
    )
    return rows.drop_duplicates(["from_id", "to_id", "kind"])


def precision_rows(works: Iterable[Work]) -> pd.DataFrame:
    """Return the table ``precision``: a row for every date of which only the month or the year is known."""
    return pd.DataFrame(
        [
            {"table": "initiatives", "record": work.initiative_id, "column": column, "precision": precision}
            for work in works
            for column, precision in sorted(work.precision.items())
        ]
    )


def _blank(value: int | None) -> object:
    return "" if value is None else value


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()
