"""Work passed on, dropped, left behind or in doubt. This module plants it with what must be said of it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from data.build.demo_days import OPENING
from data.build.demo_spots import Spot, Truth
from data.build.demo_works import Part
from data.schema import Direction, Outcome, Role, Status, TieKind

ENDED = date(2025, 3, 31)
EARLIER = date(2024, 4, 1)
LATELY = OPENING - timedelta(days=200)

_Plant = Callable[[Spot], Iterator[Truth]]


def _passed(kind: str, credit: object, start: date, tie: TieKind = TieKind.HANDOVER) -> _Plant:
    def plant(spot: Spot) -> Iterator[Truth]:
        giver = spot.work(0, start=EARLIER, end=ENDED, outcome=Outcome.HANDED_OVER)
        taker = spot.work(1, start=start)
        ends = (giver, taker) if tie == TieKind.HANDOVER else (taker, giver)
        spot.desk.book.tie(*ends, tie, level=4, start=start, confirmed=True)
        yield spot.says(kind, (giver,), "component_2", credit, spot.tambon.code)

    return plant


def dropped(spot: Spot) -> Iterator[Truth]:
    """Plant work that ended with its need not met and that nobody took over."""
    yield spot.says("dropped", (spot.work(0, start=EARLIER, end=ENDED),), "component_2", 0, spot.tambon.code)


def need_met(spot: Spot) -> Iterator[Truth]:
    """Plant work that ended because it was done: nothing to pass on."""
    work = spot.work(0, start=EARLIER, end=ENDED, outcome=Outcome.NEED_MET)
    yield spot.says("need_met", (work,), "component_2", "", spot.tambon.code)


def _ends_in(kind: str, days: int) -> _Plant:
    def plant(spot: Spot) -> Iterator[Truth]:
        work = spot.work(0, end=OPENING + timedelta(days=days))
        yield spot.says(kind, (work,), "days_left", days)

    return plant


def ends_with_successor(spot: Spot) -> Iterator[Truth]:
    """Plant work that ends soon and of which it is known who goes on."""
    end = OPENING + timedelta(days=60)
    giver = spot.work(0, end=end)
    taker = spot.work(1, start=end + timedelta(days=1), end=end + timedelta(days=365), status=Status.PIPELINE)
    spot.desk.book.tie(giver, taker, TieKind.HANDOVER, start=OPENING - timedelta(days=12), confirmed=True)
    yield spot.says("ends_with_successor", (giver, taker), "successor", taker.initiative_id)


def building_on(spot: Spot) -> Iterator[Truth]:
    """Plant new work that builds on earlier work of another agency."""
    earlier, later = spot.work(0, start=EARLIER, end=ENDED, outcome=Outcome.NEED_MET), spot.work(1)
    spot.desk.book.tie(later, earlier, TieKind.BUILDS_ON, start=LATELY, confirmed=True)
    yield spot.says("building_on", (later,), "component_3", 1, spot.tambon.code)


def starting_over(spot: Spot) -> Iterator[Truth]:
    """Plant new work where earlier work lies, tied to nothing."""
    spot.work(0, start=EARLIER, end=ENDED, outcome=Outcome.NEED_MET)
    yield spot.says("starting_over", (spot.work(1),), "component_3", 0, spot.tambon.code)


def state_and_people(spot: Spot) -> Iterator[Truth]:
    """Plant a state office and a people's network in one work."""
    work = spot.work(0)
    work.parts.append(Part(spot.agencies[1], co_act=True))
    yield spot.says("state_and_people", (work,), "component_4", 1, spot.tambon.code)


def state_alone(spot: Spot) -> Iterator[Truth]:
    """Plant two state offices in one work."""
    work = spot.work(0)
    work.parts.append(Part(spot.agencies[2], co_act=True))
    yield spot.says("state_alone", (work,), "component_4", 0, spot.tambon.code)


def one_host(spot: Spot) -> Iterator[Truth]:
    """Plant one host, whatever others do."""
    work = spot.work(0)
    work.parts.append(Part(spot.agencies[1]))
    yield spot.says("one_host", (work,), "component_5", 1)


def rival_hosts(spot: Spot) -> Iterator[Truth]:
    """Plant two agencies that both say that they are the host."""
    work = spot.work(0)
    work.parts.append(Part(spot.agencies[1], Role.ACCOUNTABLE))
    yield spot.says("rival_hosts", (work,), "component_5", 0)


def convergence(spot: Spot) -> Iterator[Truth]:
    """Plant work from above and from below that meet at the tambon."""
    down = spot.work(0, direction=Direction.TOP_DOWN, place=spot.tambon.whole)
    up = spot.work(1, direction=Direction.BOTTOM_UP)
    spot.desk.book.tie(up, down, TieKind.CO_WORK, level=4, start=LATELY, confirmed=True)
    yield spot.says("convergence", (up,), "component_6", 1, spot.tambon.code)
    yield spot.says("convergence", (down,), "component_6", 1, spot.tambon.code)


def passing_by(spot: Spot) -> Iterator[Truth]:
    """Plant work from above and from below that do not meet."""
    spot.work(0, direction=Direction.TOP_DOWN, place=spot.tambon.whole)
    up = spot.work(1, direction=Direction.BOTTOM_UP)
    yield spot.says("passing_by", (up,), "component_6", 0, spot.tambon.code)


def _standing(kind: str, standing: str, **fixed: object) -> _Plant:
    def plant(spot: Spot) -> Iterator[Truth]:
        yield spot.says(kind, (spot.work(0, **fixed),), "standing", standing)

    return plant


def abandoned(spot: Spot) -> Iterator[Truth]:
    """Plant work that was closed and left to fall apart."""
    yield spot.says(
        "abandoned", (spot.work(0, start=EARLIER, end=ENDED, outcome=Outcome.ABANDONED),), "outcome", "abandoned"
    )


def _blank(kind: str, column: str, **fixed: object) -> _Plant:
    def plant(spot: Spot) -> Iterator[Truth]:
        yield spot.says(kind, (spot.work(0, **fixed),), "blank", column)

    return plant


def no_host(spot: Spot) -> Iterator[Truth]:
    """Plant work for which nobody answers."""
    work = spot.work(0)
    work.parts[0].role = Role.IMPLEMENTING
    yield spot.says("no_host", (work,), "blank", "host")


def point_elsewhere(spot: Spot) -> Iterator[Truth]:
    """Plant a point that was typed wrongly: some thirty kilometres out."""
    x, y = spot.tambon.point
    yield spot.says("point_elsewhere", (spot.work(0, point=(x - 30_000, y)),), "degrees_out", 0.3, spot.tambon.code)


BATONS: tuple[_Plant, ...] = (
    *[_passed("passed_on_time", 1, date(2025, 4, 1))] * 4,
    *[_passed("passed_before_the_end", 1, date(2025, 2, 1))] * 2,
    *[_passed("passed_after_five_months", 7 / 12, date(2025, 9, 1))] * 3,
    *[_passed("passed_too_late", 0, date(2026, 6, 1))] * 2,
    *[_passed("taken_up", 1, date(2025, 4, 1), TieKind.BUILDS_ON)] * 2,
    *[dropped] * 4,
    *[need_met] * 2,
    *[_ends_in("ends_in_90_days", 60)] * 3,
    *[_ends_in("ends_in_180_days", 150)] * 3,
    *[ends_with_successor] * 2,
    *[building_on] * 2,
    *[starting_over] * 2,
    *[state_and_people] * 2,
    *[state_alone] * 2,
    *[one_host] * 2,
    *[rival_hosts] * 2,
    *[convergence] * 3,
    *[passing_by] * 2,
    *[_standing("unconfirmed", "unconfirmed", start=date(2023, 1, 15), end=None, known=date(2023, 6, 30))] * 3,
    *[_standing("suspended", "suspended", status=Status.SUSPENDED)] * 3,
    *[_standing("past_its_end", "ended", end=date(2026, 6, 30), status=Status.IMPLEMENTATION)] * 3,
    *[_standing("unknown_status", "unknown_status", status="")] * 2,
    *[_standing("planned", "pipeline", start=date(2027, 1, 4), end=date(2027, 9, 30), status=Status.PIPELINE)] * 2,
    *[abandoned] * 4,
    *[_blank("no_theme", "themes", themes=())] * 2,
    *[_blank("no_agency", "agency", parts=[])] * 2,
    *[no_host] * 2,
    *[point_elsewhere] * 3,
)
"""What is planted of each kind, and how often."""
