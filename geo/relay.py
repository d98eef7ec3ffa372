"""Who carried which work on, tambon by tambon: passed on, dropped or about to be. This module lays the batons out."""

import datetime as dt
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Outcome, Status
from geo.continuity import ended_lately, ending
from geo.counted import WHOLE
from geo.evidence import lies_in
from geo.joins import OUTCOMES, STANDINGS, Standing
from geo.links import Bools, Ints, Links
from geo.months import whole_months
from geo.scores import Evaluation
from geo.successors import successors
from geo.watch import DROPPING_DAYS
from geo.world import World


class Baton(StrEnum):
    """How the baton of a piece of work lies in one tambon on the day; the first that fits."""

    PASSED = "baton_passed"
    DROPPING = "baton_dropping"
    RUNNING = "baton_running"
    AHEAD = "baton_ahead"
    DROPPED = "baton_dropped"
    MET = "baton_met"
    UNSURE = "baton_unsure"
    PAST = "baton_past"


class Hands(StrEnum):
    """Whose hands hold a piece of work."""

    STATE = "hands_state"
    PEOPLE = "hands_people"
    BOTH = "hands_both"
    OTHER = "hands_other"


_WORK = ["tambon", "initiative_id", "records", "themes", "agencies", "hosts", "hands", "start", "end"]
COLUMNS = [*_WORK, "state", "successors", "promised", "gap", "is_counted", "credit"]


def legs(evaluation: Evaluation, area_code: str = "", days: int = DROPPING_DAYS) -> pd.DataFrame:
    """Return each piece of work in each tambon of an area as one leg of a relay, by tambon and start.

    Its rows with ``is_counted`` are the n of component 2 and their ``credit`` sums to its x, tambon by tambon (of
    work whose theme is within the filter). Cancelled work, and work of unknown status, carries no baton.

    Parameters
    ----------
    evaluation : from `geo.scores.evaluate`.
    area_code : an area (for a village: its tambon); blank for everywhere, then open work that ends soon and lies in
        no tambon is among the rows with a blank ``tambon``.
    days : ahead within which an end without successor is about to be dropped.

    Returns
    -------
    ``tambon``, ``initiative_id``, ``records`` (all its records), ``themes``, ``agencies`` and ``hosts`` (accountable
    or implementing, and accountable; hosts first), ``hands`` (a value of `Hands`), ``start`` and ``end`` (NaT
    unknown or open), ``state`` (a value of `Baton`), ``successors`` (who takes over there, the best first),
    ``promised`` (where nobody does, who is on record to but does not count yet), ``gap`` (whole months to the best
    successor, NaN without), ``is_counted`` (in n of component 2) and ``credit`` (its part of x, 0 to 1; NaN where it
    is not counted). Several values are joined by ``;``.

    Raises
    ------
    GeoError : no such area.
    """
    world = evaluation.world
    carries = world.themes.is_in_scope & (world.is_real | world.initiatives.has_status(Status.PIPELINE))
    rows = np.flatnonzero(carries[world.footprint.tambons.owner] & _is_here(evaluation, area_code))
    taken = successors(world, carries & ~np.isnat(world.initiatives.end), rows)
    owner = world.footprint.tambons.owner[rows]
    table = pd.DataFrame(
        {
            "tambon": world.areas.codes[world.footprint.tambons.members[rows]].astype("str"),
            **_judged(world, owner, taken, days),
        }
    )
    if not area_code:
        nowhere = np.flatnonzero(ending(world, days) & (world.footprint.tambons.counts == 0))
        table = pd.concat([table, _nowhere(nowhere)], ignore_index=True)
        owner = np.concatenate([owner, nowhere])
    named = table.join(_known(world, owner), on="initiative")
    return named.sort_values(["tambon", "start", "end", "initiative_id"], ignore_index=True)[[*COLUMNS]]


def lines(evaluation: Evaluation, area_code: str, days: int = DROPPING_DAYS) -> pd.DataFrame:
    """Return the legs of an area once for each of their themes, so that each tambon and theme has its line.

    Returns
    -------
    The columns of `legs` with ``theme`` (blank: none stated) behind ``tambon``, by both, then by start.
    """
    table = legs(evaluation, area_code, days)
    joined = (
        table.assign(theme=table["themes"].astype("str").str.split(SEPARATOR))
        .explode("theme")
        .astype({"theme": "str"})
    )
    order = joined.sort_values(["tambon", "theme", "start", "end", "initiative_id"], ignore_index=True)
    return order[["tambon", "theme", *COLUMNS[1:]]]


def dropping(table: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the legs about to be dropped, the soonest first, with ``days`` to their end.

    Those that somebody is on record to take over stand behind the others.

    Parameters
    ----------
    table : from `legs`, on the day.
    """
    rows = table[table["state"] == Baton.DROPPING]
    soon = rows.assign(days=(rows["end"] - pd.Timestamp(day)).dt.days)
    return _waiting_first(soon.sort_values(["days", "tambon", "initiative_id"]))


def dropped(table: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the legs that ended, count in component 2 and nobody took over, those that ended last first.

    What ends on the day itself counts there already, but is still open work: it is about to be dropped. Those that
    somebody is on record to take over stand behind the others.

    Returns
    -------
    The rows with ``months``: whole months since the end. Work that took the baton over on the day would earn
    max(0, 1 - months / 12) in that component.
    """
    is_open = table["state"] == Baton.DROPPING
    rows = table[table["is_counted"].astype(bool) & table["gap"].isna() & ~is_open]
    ends = rows["end"].to_numpy("M8[D]")
    late = rows.assign(months=whole_months(ends, np.full(len(rows), np.datetime64(day, "D"))))
    return _waiting_first(late.sort_values(["end", "tambon", "initiative_id"], ascending=[False, True, True]))


def _waiting_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Put legs that somebody is on record to take over behind the others."""
    is_promised = rows["promised"] != ""
    return pd.concat([rows[~is_promised], rows[is_promised]], ignore_index=True)


def of_agency(table: pd.DataFrame, agency_id: str, by: list[str]) -> pd.DataFrame:
    """Return the rows of legs or lines that stand with a leg of an agency; all of them where it is blank.

    Parameters
    ----------
    table : from `legs` or `lines`.
    by : columns whose rows stand together.
    """
    if not agency_id or table.empty:
        return table
    is_own = table["agencies"].str.split(SEPARATOR).map(lambda codes: agency_id in codes)
    return table[is_own.groupby([table[name] for name in by]).transform("any").astype(bool)].reset_index(drop=True)


def _is_here(evaluation: Evaluation, area_code: str) -> Bools:
    """Say which rows of the footprints' tambon lie in an area; all of them where it is blank."""
    members = evaluation.world.footprint.tambons.members
    return lies_in(evaluation, members, area_code) if area_code else np.ones(len(members), bool)


def _judged(world: World, owner: Ints, taken: pd.DataFrame, days: int) -> dict[str, object]:
    """Return how the baton of each row lies."""
    is_passed = taken["gap"].notna().to_numpy()
    is_counted = ended_lately(world)[owner]
    credit = np.maximum(0, WHOLE - taken["gap"].fillna(WHOLE).to_numpy()) / WHOLE
    return {
        "initiative": owner,
        "state": _state(world, owner, is_passed, days),
        "successors": taken["successors"].to_numpy(),
        "promised": taken["promised"].to_numpy(),
        "gap": taken["gap"].to_numpy(float),
        "is_counted": is_counted,
        "credit": np.where(is_counted, credit, np.nan),
    }


def _state(world: World, owner: Ints, is_passed: Bools, days: int) -> list[str]:
    standing, outcome = world.standing[owner], world.initiatives.outcome[owner]

    def stands(*kinds: Standing) -> Bools:
        return np.isin(standing, [STANDINGS.index(kind) for kind in kinds])

    fits = {
        Baton.PASSED: is_passed,
        Baton.DROPPING: ending(world, days)[owner],
        Baton.RUNNING: stands(Standing.ACTIVE),
        Baton.AHEAD: stands(Standing.NOT_STARTED, Standing.PIPELINE),
        Baton.DROPPED: ended_lately(world)[owner],
        Baton.MET: outcome == OUTCOMES.index(Outcome.NEED_MET),
        Baton.UNSURE: stands(Standing.UNCONFIRMED),
    }
    states: list[str] = np.select([*fits.values()], [str(state) for state in fits], str(Baton.PAST)).tolist()
    return states


def _nowhere(number: Ints) -> pd.DataFrame:
    """Return rows of open work that ends soon and lies in no tambon."""
    known = {"state": str(Baton.DROPPING), "gap": np.nan, "is_counted": False, "credit": np.nan}
    return pd.DataFrame({"tambon": "", "initiative": number, "successors": "", "promised": "", **known})


def _known(world: World, number: Ints) -> pd.DataFrame:
    """Return by initiative its names, its agencies, whose hands they are, and its dates."""
    initiatives, agencies = world.initiatives, world.agencies
    distinct = np.unique(number)
    return initiatives.names(distinct).assign(
        themes=_themes(world, distinct),
        agencies=_joined(world, agencies.acting, distinct),
        hosts=_joined(world, agencies.hosts, distinct),
        hands=_hands(world, distinct),
        start=initiatives.start[distinct].astype("M8[s]"),
        end=initiatives.end[distinct].astype("M8[s]"),
    )


def _themes(world: World, number: Ints) -> list[str]:
    row, at = world.themes.links.spread(number)
    codes = pd.Series(world.themes.codes[world.themes.links.members[at]].astype("str"))
    return codes.groupby(row).agg(SEPARATOR.join).reindex(range(len(number)), fill_value="").tolist()


def _joined(world: World, links: Links, number: Ints) -> list[str]:
    """Return the agencies of some initiatives, the hosts first."""
    row, at = links.spread(number)
    agency = links.members[at]
    ids = world.agencies.ids.to_numpy(object)
    is_host = world.agencies.hosts.find(number[row], agency, len(ids)) >= 0
    table = pd.DataFrame({"row": row, "is_later": ~is_host, "id": ids[agency]}).sort_values(["row", "is_later", "id"])
    return table.groupby("row")["id"].agg(SEPARATOR.join).reindex(range(len(number)), fill_value="").tolist()


def _hands(world: World, number: Ints) -> list[str]:
    """Return whose hands hold some initiatives, by the sides of those who host or implement them."""
    row, at = world.agencies.acting.spread(number)
    agency = world.agencies.acting.members[at]
    state, people = (
        np.bincount(row, weights=side[agency], minlength=len(number)) > 0
        for side in (world.agencies.on_state_side, world.agencies.on_peoples_side)
    )
    choices = [str(Hands.BOTH), str(Hands.STATE), str(Hands.PEOPLE)]
    hands: list[str] = np.select([state & people, state, people], choices, str(Hands.OTHER)).tolist()
    return hands
