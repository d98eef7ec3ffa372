"""Work handed on and work built upon. This module counts components 2 and 3 of the integration index."""

from typing import NamedTuple

import numpy as np

from data.schema import Outcome, Status, TieKind
from geo.blocks import Blocks
from geo.counted import WHOLE, Counted, counted, counted_presence
from geo.joins import OUTCOMES
from geo.links import Bools, Ints, runs
from geo.months import Days, is_within, months_before, whole_months
from geo.world import World

RECENT_MONTHS = 24
EARLIER_END_MONTHS = 36
_SPAN = 1 << 23  # days from first to last date possible: a key is group * _SPAN + day
_EPOCH = 1 << 22


def relay(world: World) -> Counted:
    """Count work that ended lately with its need not met, by what another initiative took over.

    Credit falls by a twelfth with each whole month between its end and the successor's start.
    """
    tambons = world.footprint.tambons
    is_ended = ended_lately(world)
    found = takeovers(world, is_ended)
    credit = np.zeros(len(tambons.members), np.int64)
    np.maximum.at(credit, found.row, found.credit)
    could = np.flatnonzero(is_ended[tambons.owner])
    return counted(tambons.members[could], credit[could], initiative=tambons.owner[could])


def ended_lately(world: World) -> Bools:
    """Say which initiatives count in `relay`: ended within the window, need not met, and in its themes."""
    initiatives = world.initiatives
    is_ended: Bools = (
        world.themes.is_in_scope
        & world.is_done_or_open
        & is_within(initiatives.end, world.day, RECENT_MONTHS)
        & (initiatives.outcome != OUTCOMES.index(Outcome.NEED_MET))
    )
    return is_ended


def ending(world: World, days: int) -> Bools:
    """Say which open initiatives end within `days` days from the day."""
    is_ending = world.is_active & world.themes.is_in_scope
    is_ending &= world.initiatives.end - world.day <= np.timedelta64(days, "D")
    return is_ending


def unrelayed(world: World, days: int) -> Bools:
    """Say which open initiatives end within `days` days from the day with no successor in some tambon of theirs.

    What makes a successor is judged as in `relay`, however late it starts; work in no tambon never has one.
    """
    tambons = world.footprint.tambons
    is_ending = ending(world, days)
    has_successor = np.zeros(len(tambons.members), bool)
    has_successor[takeovers(world, is_ending).row] = True
    is_dropped = tambons.counts == 0
    is_dropped[tambons.owner[~has_successor]] = True
    is_ending &= is_dropped
    return is_ending


class Takeovers(NamedTuple):
    """Work taken over, one row per earlier work, tambon and successor there.

    Attributes
    ----------
    row : row of ``world.footprint.tambons``: the earlier work in one tambon.
    successor : the initiative that takes over.
    gap : whole months between, 0 where the successor began before the end.
    """

    row: Ints
    successor: Ints
    gap: Ints

    @property
    def credit(self) -> Ints:
        """What each is worth, in twelfths."""
        return np.maximum(0, WHOLE - self.gap)


def takeovers(world: World, is_giver: Bools) -> Takeovers:
    """Return who takes over from the givers, all of which have an end, tambon by tambon."""
    row, successor = _onward(world, is_giver, _takes_over(world))
    ended = world.footprint.tambons.owner[row]
    return Takeovers(row, successor, whole_months(world.initiatives.end[ended], world.initiatives.start[successor]))


def promised(world: World, is_giver: Bools) -> tuple[Ints, Ints]:
    """Return by row of ``world.footprint.tambons`` who is on record as taking over there but does not count yet.

    Such work is planned, of unknown status, or its start is unknown; cancelled work promises nothing.
    """
    is_open = ~_takes_over(world) & ~world.initiatives.has_status(Status.CANCELLED)
    return _onward(world, is_giver, is_open)


def _takes_over(world: World) -> Bools:
    return world.is_real & ~np.isnat(world.initiatives.start)


def _onward(world: World, is_giver: Bools, is_taker: Bools) -> tuple[Ints, Ints]:
    """Return the givers, each in one tambon as its row of the footprints, with who is tied to take over there."""
    tambons = world.footprint.tambons
    giver, taker = _pairs(world, onward=(TieKind.HANDOVER,), back=(TieKind.BUILDS_ON,))
    counts = is_giver[giver] & is_taker[taker]
    row, at = tambons.spread(giver[counts])
    successor = taker[counts][row]
    is_there = tambons.find(successor, tambons.members[at], len(world.areas.codes)) >= 0
    return at[is_there], successor[is_there]


def building_on(world: World, blocks: Blocks) -> Counted:
    """Count work started lately where earlier work lies; it did if tied to such work or sharing an agency."""
    initiatives, presence, stakes = world.initiatives, blocks.presence, blocks.stakes
    oldest_end = months_before(initiatives.start, EARLIER_END_MONTHS)
    spans = _Spans.of(world, oldest_end)
    is_new = (world.is_done_or_open & is_within(initiatives.start, world.day, RECENT_MONTHS))[presence.owner]
    is_new &= spans.has_earlier(presence.members, presence.owner)
    shares = spans.has_earlier(stakes.members, presence.owner[stakes.owner])
    did = np.bincount(stakes.owner[shares], minlength=len(presence.members)) > 0
    did[_tied_to_earlier(world, blocks, oldest_end)] = True
    could = np.flatnonzero(is_new)
    return counted_presence(blocks, could, did[could])


def _pairs(world: World, *, onward: tuple[TieKind, ...], back: tuple[TieKind, ...]) -> tuple[Ints, Ints]:
    """Return the two ends of ties, as given for kinds `onward`, turned round for kinds `back`."""
    ties = world.ties
    forth, reverse = ties.is_kind(*onward), ties.is_kind(*back)
    return (
        np.concatenate([ties.giver[forth], ties.taker[reverse]]),
        np.concatenate([ties.taker[forth], ties.giver[reverse]]),
    )


def _tied_to_earlier(world: World, blocks: Blocks, oldest_end: Days) -> Ints:
    """Return the presence rows whose initiative is tied to an earlier one there, whatever the tie's dates."""
    either_way = (TieKind.PART_OF, TieKind.CO_WORK)
    later, earlier = _pairs(world, onward=(TieKind.BUILDS_ON, *either_way), back=(TieKind.HANDOVER, *either_way))
    start, end = world.initiatives.start, world.initiatives.end
    is_earlier = (
        world.is_real[earlier]
        & ~np.isnat(start[later])
        & ~(start[earlier] >= start[later])
        & ~(end[earlier] < oldest_end[later])
    )
    _, later_at, _ = blocks.meetings(later[is_earlier], earlier[is_earlier])
    return later_at


class _Spans(NamedTuple):
    """By initiative and in days: start, end if it counts as earlier work, and when earlier work may have ended."""

    start: Ints
    end: Ints
    oldest_end: Ints

    @classmethod
    def of(cls, world: World, oldest_end: Days) -> "_Spans":
        start, end = world.initiatives.start, world.initiatives.end
        return cls(
            _days(start, unknown=0),
            np.where(world.is_real, _days(end, unknown=_SPAN - 1), -_SPAN),
            _days(oldest_end, unknown=_SPAN),
        )

    def has_earlier(self, group: Ints, initiative: Ints) -> Bools:
        """Say of each row whether another of its group started before it and was not long ended when it started.

        In order of start within each group, the latest end so far answers for all that started before.
        """
        base = group * _SPAN
        keys = base + self.start[initiative]
        order = np.argsort(keys)
        latest_end = np.maximum.accumulate((base + self.end[initiative])[order])
        before = np.maximum.accumulate(np.where(runs(keys[order]), np.arange(len(order)), 0))
        has_earlier = np.empty(len(order), bool)
        has_earlier[order] = np.append(-1, latest_end)[before] >= (base + self.oldest_end[initiative])[order]
        return has_earlier


def _days(dates: Days, *, unknown: int) -> Ints:
    """Return dates as days above 0 and below `_SPAN` - 1."""
    days = np.clip(dates.astype("M8[D]").astype(np.int64), -_EPOCH + 1, _EPOCH - 2) + _EPOCH
    return np.where(np.isnat(dates), unknown, days)
