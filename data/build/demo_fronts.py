"""Work of the same theme in one village, coordinated or not. This module plants it with the surplus it must give."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from data.build.demo_days import OPENING
from data.build.demo_spots import Spot, Truth
from data.build.demo_works import Part, Work
from data.schema import Role, TieKind

LONG_AGO = OPENING - timedelta(days=200)


def _pair(spot: Spot) -> tuple[Work, Work]:
    return spot.work(0), spot.work(1)


def duplicate_pair(spot: Spot) -> Iterator[Truth]:
    """Plant two agencies with nothing between them."""
    works = _pair(spot)
    yield spot.says("duplicate_pair", works, "surplus", 1)
    yield spot.says("duplicate_pair", works[:1], "component_1", 0, spot.tambon.code)


def duplicate_three(spot: Spot) -> Iterator[Truth]:
    """Plant three agencies with nothing between them."""
    yield spot.says("duplicate_three", (*_pair(spot), spot.work(2)), "surplus", 2)


def one_agency_twice(spot: Spot) -> Iterator[Truth]:
    """Plant one agency with two works: it repeats nobody."""
    yield spot.says("one_agency_twice", (spot.work(0), spot.work(0)), "surplus", 0)


def joint_work(spot: Spot) -> Iterator[Truth]:
    """Plant two agencies in one work."""
    work = spot.work(0)
    work.parts.append(Part(spot.agencies[1], Role.IMPLEMENTING, co_act=True, co_benefit=True))
    yield spot.says("joint_work", (work,), "surplus", 0)
    yield spot.says("joint_work", (work,), "component_1", 1, spot.tambon.code)


def funder_only(spot: Spot) -> Iterator[Truth]:
    """Plant an agency that only pays: it opens no front."""
    work = spot.work(0)
    work.parts.append(Part(spot.agencies[1], Role.FUNDING, co_fund=True, amount_thb=120_000))
    yield spot.says("funder_only", (work,), "surplus", 0)


def _tied(kind: str, surplus: object, tie: TieKind, **known: object) -> Callable[[Spot], Iterator[Truth]]:
    def plant(spot: Spot) -> Iterator[Truth]:
        one, other = _pair(spot)
        spot.desk.book.tie(one, other, tie, **{"start": LONG_AGO} | known)
        yield spot.says(kind, (one, other), "surplus", surplus)

    return plant


def tie_chain(spot: Spot) -> Iterator[Truth]:
    """Plant three agencies in a row: coordination passes through the one in the middle, as strong as each tie."""
    works = (*_pair(spot), spot.work(2))
    spot.desk.book.tie(works[0], works[1], TieKind.CO_WORK, level=4, start=LONG_AGO, confirmed=True)
    spot.desk.book.tie(works[1], works[2], TieKind.CO_WORK, level=3, start=LONG_AGO, confirmed=True)
    yield spot.says("tie_chain", works, "surplus", 0.6)


def same_record(spot: Spot) -> Iterator[Truth]:
    """Plant one initiative that two agencies recorded, each in its own words."""
    one, other = _pair(spot)
    spot.desk.book.tie(one, other, TieKind.SAME_RECORD)
    yield spot.says("same_record", (one, other), "surplus", 0)
    yield spot.says("same_record", (one, other), "initiatives", 1)


def likely_double(spot: Spot) -> Iterator[Truth]:
    """Plant two records whose titles differ by typing only, which nobody has tied yet."""
    one, other = _pair(spot)
    other.title = (one.title[0].replace("บ้าน", "บ. "), one.title[1])
    yield spot.says("likely_double", (one, other), "surplus", 1)


def whole_tambon(spot: Spot) -> Iterator[Truth]:
    """Plant two agencies somewhere in the tambon: every village may be repeated, surely none."""
    works = spot.work(0, place=spot.tambon.whole), spot.work(1, place=spot.tambon.whole)
    yield spot.says("whole_tambon", works, "surplus", len(spot.tambon.villages), spot.tambon.code)
    yield spot.says("whole_tambon", works, "surplus_low", 0, spot.tambon.code)


def several_villages(spot: Spot) -> Iterator[Truth]:
    """Plant work in three villages that meets work in two of them and one more."""
    villages = spot.tambon.villages
    works = (
        spot.work(0, place=spot.tambon.several(villages[:3])),
        spot.work(1, place=spot.tambon.several(villages[1:4])),
    )
    yield spot.says("several_villages", works, "surplus", 2, spot.tambon.code)
    yield spot.says("several_villages", works, "surplus_low", 2, spot.tambon.code)


FRONTS: tuple[Callable[[Spot], Iterator[Truth]], ...] = (
    *[duplicate_pair] * 8,
    *[duplicate_three] * 4,
    *[one_agency_twice] * 2,
    *[joint_work] * 3,
    *[funder_only] * 2,
    *[_tied("tied_fully", 0, TieKind.CO_WORK, level=5, confirmed=True)] * 3,
    *[_tied("tied_by_funds", 0.2, TieKind.CO_FUND, level=4, confirmed=True)] * 2,
    *[_tied("tied_not_confirmed", 0.7, TieKind.CO_WORK)] * 2,
    *[_tied("tied_by_one_side", 0.6, TieKind.CO_WORK, level=4, confirmed=False)] * 2,
    *[_tied("tied_as_parts", 0, TieKind.PART_OF, confirmed=True)] * 2,
    *[_tied("tie_ended", 1, TieKind.CO_WORK, level=5, confirmed=True, end=OPENING - timedelta(days=30))] * 2,
    *[_tied("complementary", 0, TieKind.COMPLEMENTARY, confirmed=True)] * 3,
    *[tie_chain] * 2,
    *[same_record] * 6,
    *[likely_double] * 3,
    *[whole_tambon] * 2,
    *[several_villages] * 2,
)
"""What is planted of each kind, and how often."""
