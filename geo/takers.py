"""Who could pick a dropped baton up, and why. This module ranks agencies by function, nearness and free hands."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import Level
from data.schema.frames import Records, typed
from geo.coverage import stated
from geo.keys import split_codes
from geo.links import Ints
from geo.matching import SAME_PARENT
from geo.scores import Evaluation
from geo.world import World

NEAR = ("works_here", "covers_here", "works_beside", "covers_beside")
"""How an agency is near, the nearest first."""


@dataclass(frozen=True)
class TakerRule:
    """What function, nearness and free hands count, each from 0 to 1.

    Function times the mean of the other two ranks: who does other work is no help, however near and free.

    Attributes
    ----------
    same_parent : function of an agency whose own themes only share the parent of the work's (METHOD section 5).
    beside : nearness of an agency that works in, or covers, a neighbouring tambon alone.
    soon_days : open work that ends within so many days weighs half: its hands are soon free.
    half_at : load, in pieces of open work, at which hands are half free; nobody's are ever wholly full.
    """

    same_parent: float = SAME_PARENT
    beside: float = 0.5
    soon_days: int = 180
    half_at: float = 4.0


RULE = TakerRule()


@dataclass(frozen=True)
class Field:
    """What is known of every agency on the day, read once for all batons.

    Attributes
    ----------
    functions : ``agency_id``, ``theme`` and its ``top``; of an agency that states none, the themes of the open work
        it hosts or implements, with ``is_stated`` false.
    near : ``agency_id``, ``tambon`` and ``near``: ``works_here`` (hosts or implements open work) or ``covers_here``.
    load : by agency_id ``open`` (pieces of open work it hosts or implements) and ``ending`` (those that end soon).
    tops : by theme code its parent, or itself.
    """

    functions: pd.DataFrame
    near: pd.DataFrame
    load: pd.DataFrame
    tops: "pd.Series[str]"


def field_of(evaluation: Evaluation, records: Records, *, rule: TakerRule = RULE) -> Field:
    """Read functions, coverage and open work of every agency.

    Parameters
    ----------
    evaluation : of all themes: hands are busy with work on any.
    records : tables ``agencies`` and ``coverage``.
    """
    world = evaluation.world
    codes = pd.Index(world.themes.codes)
    tops = pd.Series(world.themes.parents, index=codes, dtype="str").fillna(codes.to_series().astype("str"))
    return Field(_functions(world, records["agencies"], tops), _near(world, records), _load(world, rule), tops)


def takers(
    field: Field,
    themes: Collection[str],
    tambon: str,
    beside: Collection[str],
    but: Collection[str] = (),
    *,
    rule: TakerRule = RULE,
) -> pd.DataFrame:
    """Rank who could take up work on some themes in a tambon: whoever holds the function and is near.

    Parameters
    ----------
    field : from `field_of`.
    themes : of the work.
    tambon, beside : where it lies, and the tambon that share a border with it.
    but : agencies left out, such as those that held the baton.

    Returns
    -------
    One row per agency, best first, then by id: ``agency_id``, ``score`` = ``function`` x (``nearness`` + ``hands``)
    / 2; ``theme`` (of the agency, that matched best) and ``is_stated`` (among its functions, not only its work);
    ``near`` (of `NEAR`) and ``where`` (the tambon); ``open``, ``ending``, and hands = h / (h + open - ending / 2),
    h being `TakerRule.half_at`.

    Examples
    --------
    >>> field = Field(pd.DataFrame({"agency_id": ["A1", "A2"], "theme": ["W1", "W2"], "top": "W", "is_stated": True}),
    ...     pd.DataFrame({"agency_id": ["A1", "A2"], "tambon": ["t2", "t1"], "near": ["works_here", "covers_here"]}),
    ...     pd.DataFrame({"open": [4], "ending": [0]}, index=["A1"]), pd.Series({"W1": "W", "W2": "W"}))
    >>> found = takers(field, ["W1"], "t1", ["t2"])
    >>> found[["agency_id", "function", "nearness", "hands", "near"]].to_numpy().tolist()
    [['A1', 1.0, 0.5, 0.5, 'works_beside'], ['A2', 0.5, 1.0, 1.0, 'covers_here']]
    """
    function = _matching(field, themes, rule)
    near = _nearest(field.near, tambon, beside, rule)
    both = function.merge(near, on="agency_id")
    both = both[~both["agency_id"].isin(list(but))]
    load = field.load.reindex(both["agency_id"]).fillna(0).astype(int)
    weight = load["open"] - load["ending"] / 2
    both = both.assign(open=load["open"].to_numpy(), ending=load["ending"].to_numpy())
    both = both.assign(hands=rule.half_at / (rule.half_at + weight.to_numpy()))
    both = both.assign(score=both["function"] * (both["nearness"] + both["hands"]) / 2)
    columns = ["agency_id", "score", "function", "theme", "is_stated", "nearness", "near", "where", "hands"]
    ranked = both.sort_values(["score", "agency_id"], ascending=[False, True], ignore_index=True)
    return ranked[[*columns, "open", "ending"]]


def _matching(field: Field, themes: Collection[str], rule: TakerRule) -> pd.DataFrame:
    """Return by agency how well its function fits, and the theme of its own that fits best."""
    wanted = list(themes)
    tops = field.tops.reindex(wanted).dropna()
    known = field.functions
    fit = np.select([known["theme"].isin(wanted), known["top"].isin(tops)], [1.0, rule.same_parent], 0.0)
    rows = known.assign(function=fit)[fit > 0].drop(columns="top")
    return rows.sort_values(["agency_id", "function", "theme"], ascending=[True, False, True]).drop_duplicates(
        "agency_id"
    )


def _nearest(near: pd.DataFrame, tambon: str, beside: Collection[str], rule: TakerRule) -> pd.DataFrame:
    """Return by agency how near it is, and where."""
    is_here = near["tambon"] == tambon
    rows = near[is_here | near["tambon"].isin(list(beside))].rename(columns={"tambon": "where"})
    is_here = rows["where"] == tambon
    way = rows["near"].where(is_here, rows["near"].str.replace("_here", "_beside"))
    table = rows.assign(near=way, at=way.map(list(NEAR).index), nearness=np.where(is_here, 1.0, rule.beside))
    return table.sort_values(["agency_id", "at", "where"]).drop_duplicates("agency_id").drop(columns="at")


def _functions(world: World, agencies: pd.DataFrame, tops: "pd.Series[str]") -> pd.DataFrame:
    split = split_codes(agencies["functions"])
    own = pd.DataFrame({"agency_id": agencies["agency_id"].to_numpy()[split.row], "theme": split.codes[split.at]})
    done = _acting(world)
    row, at = world.themes.links.spread(done["initiative"].to_numpy())
    theme = world.themes.codes[world.themes.links.members[at]]
    worked = pd.DataFrame({"agency_id": done["agency_id"].to_numpy()[row], "theme": theme})
    worked = worked[~worked["agency_id"].isin(own["agency_id"])]
    both = pd.concat([own.assign(is_stated=True), worked.assign(is_stated=False)], ignore_index=True)
    distinct = both.drop_duplicates(["agency_id", "theme"]).astype({"agency_id": "str", "theme": "str"})
    return distinct.assign(top=tops.reindex(distinct["theme"]).to_numpy()).dropna(subset=["top"])


def _near(world: World, records: Records) -> pd.DataFrame:
    done = _acting(world)
    tambons, codes = world.footprint.tambons, world.areas.codes
    row, at = tambons.spread(done["initiative"].to_numpy())
    works = pd.DataFrame(
        {"agency_id": done["agency_id"].to_numpy()[row], "tambon": codes[tambons.members[at]], "near": "works_here"}
    )
    on_day = dt.date.fromisoformat(str(world.day))
    functions = records["agencies"].set_index("agency_id")["functions"]
    claims = stated(records.get("coverage", typed("coverage")), functions, world.areas, Level.TAMBON, on_day)
    covers = claims.rename(columns={"area_code": "tambon"}).assign(near="covers_here")
    return pd.concat([works, covers[list(works)]], ignore_index=True).astype("str").drop_duplicates(ignore_index=True)


def _load(world: World, rule: TakerRule) -> pd.DataFrame:
    done = _acting(world)
    is_soon = world.initiatives.end - world.day <= np.timedelta64(rule.soon_days, "D")
    counted = done.assign(ending=is_soon[done["initiative"].to_numpy()]).groupby("agency_id")
    return pd.DataFrame({"open": counted.size(), "ending": counted["ending"].sum()})


def _acting(world: World) -> pd.DataFrame:
    """Return who hosts or implements which open initiative: ``agency_id`` and ``initiative``, by number."""
    acting = world.agencies.acting
    is_open = world.is_active[acting.owner]
    agency: Ints = acting.members[is_open]
    return pd.DataFrame({"agency_id": world.agencies.ids[agency].astype("str"), "initiative": acting.owner[is_open]})
