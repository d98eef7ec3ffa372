"""What projects left behind (ซากโครงการ): work nobody carries on, and assets that lie idle. This module finds it."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, AssetState, Outcome, Status
from geo.evidence import lies_in
from geo.joins import OUTCOMES, STANDINGS, Standing
from geo.keys import split_codes
from geo.links import Bools
from geo.scores import Evaluation
from geo.units import TAMBON
from geo.world import World


class Ruin(StrEnum):
    """Why something counts as a ruin (METHOD section 4); the first that fits."""

    ABANDONED = "ruin_abandoned"
    SUSPENDED = "ruin_suspended"
    PAST_END = "ruin_past_end"
    FORGOTTEN = "ruin_forgotten"
    IDLE = "ruin_idle"


COLUMNS = ["table", "record", "records", "kind", "since", "tambons", "assets"]


def ruins(evaluation: Evaluation, assets: pd.DataFrame, area_code: str = "", theme: str = "") -> pd.DataFrame:
    """Return the ruins of an area: work abandoned, suspended, past its end or unconfirmed, and idle assets.

    Parameters
    ----------
    evaluation : from `geo.scores.evaluate`, under the filter of `theme` if any.
    assets : the table.
    area_code : an area (for a village: its tambon); blank for everywhere, placed or not.
    theme : keeps the idle assets that have it or one of its children; blank: all.

    Returns
    -------
    One row per ruin, by kind, longest known first: ``table`` (``initiatives`` or ``assets``), ``record`` (its id; of
    joined records the first), ``records`` (all of them), ``kind`` (a value of `Ruin`), ``since`` (end of the work,
    or the day its status was known; NaT unknown, and for assets), ``tambons`` (codes) and ``assets`` (those the
    work left, in whatever state). Several values are joined by ``;``. An idle asset of a listed ruin has no row.

    Raises
    ------
    GeoError : no such area.
    """
    work = _work(evaluation.world, _places(evaluation, area_code))
    record_of = work["records"].str.split(SEPARATOR).explode()
    left = assets[assets["initiative_id"].isin(record_of)]
    ruin_of = pd.Series(record_of.index, index=record_of.to_numpy())
    lists = left["asset_id"].groupby(ruin_of.reindex(left["initiative_id"]).to_numpy()).agg(_joined)
    work = work.assign(assets=lists.reindex(work.index).fillna(""))
    idle = _idle(evaluation, assets[~assets["asset_id"].isin(left["asset_id"])], area_code, theme)
    both = pd.concat([work[COLUMNS], idle[COLUMNS]], ignore_index=True)
    order = both.assign(at=both["kind"].map(list(Ruin).index)).sort_values(["at", "since", "record"])
    return order[COLUMNS].reset_index(drop=True)


def _places(evaluation: Evaluation, area_code: str) -> Bools:
    """Say which initiatives lie in an area; all of them where it is blank."""
    world = evaluation.world
    if not area_code:
        return np.ones(len(world.initiatives), bool)
    tambons = world.footprint.tambons
    is_there = np.zeros(len(world.initiatives), bool)
    is_there[tambons.owner[lies_in(evaluation, tambons.members, area_code)]] = True
    return is_there


def _work(world: World, is_there: Bools) -> pd.DataFrame:
    initiatives = world.initiatives
    kinds = {
        Ruin.ABANDONED: initiatives.outcome == OUTCOMES.index(Outcome.ABANDONED),
        Ruin.SUSPENDED: initiatives.has_status(Status.SUSPENDED),
        Ruin.PAST_END: world.standing == STANDINGS.index(Standing.ENDED),
        Ruin.FORGOTTEN: world.standing == STANDINGS.index(Standing.UNCONFIRMED),
    }
    kind = np.select([*kinds.values()], [str(name) for name in kinds], "")
    number = np.flatnonzero((kind != "") & is_there & world.themes.is_in_scope)
    names = initiatives.names(number).reindex(number)
    since = np.where(np.isnat(initiatives.end[number]), initiatives.status_date[number], initiatives.end[number])
    row, at = world.footprint.tambons.spread(number)
    codes = pd.Series(world.areas.codes[world.footprint.tambons.members[at]].astype("str"))
    return pd.DataFrame(
        {
            "table": "initiatives",
            "record": names["initiative_id"].to_numpy(),
            "records": names["records"].to_numpy(),
            "kind": kind[number],
            "since": since.astype("M8[s]"),
            "tambons": codes.groupby(row).agg(SEPARATOR.join).reindex(range(len(number)), fill_value="").to_numpy(),
        }
    ).astype({"record": "str", "records": "str"})


def _idle(evaluation: Evaluation, assets: pd.DataFrame, area_code: str, theme: str) -> pd.DataFrame:
    areas = evaluation.world.areas
    lying = assets[(assets["state"] == AssetState.IDLE).to_numpy(bool)].reset_index(drop=True)
    place = areas.codes.get_indexer(pd.Index(lying["area_code"]))
    is_kept = lies_in(evaluation, place, area_code) if area_code else np.ones(len(lying), bool)
    if theme:
        themes = evaluation.world.themes
        wanted = themes.codes[(themes.codes == theme) | (themes.parents == theme)]
        split = split_codes(lying["themes"])
        is_kept = is_kept & np.isin(np.arange(len(lying)), split.row[split.named().isin(wanted).to_numpy()])
    home = np.where(place >= 0, areas.within[TAMBON, place], -1)
    codes = np.append(areas.codes.to_numpy(object), "")
    return pd.DataFrame(
        {
            "table": "assets",
            "record": lying["asset_id"],
            "records": lying["asset_id"],
            "kind": str(Ruin.IDLE),
            "since": pd.Series(pd.NaT, index=lying.index, dtype="datetime64[s]"),
            "tambons": codes[home],
            "assets": "",
        }
    )[is_kept]


def _joined(values: pd.Series) -> str:
    return SEPARATOR.join(sorted(values))
