"""Who could pick a dropped baton up, and why. This module ranks agencies by function, nearness and free hands."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Level
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

    Function times the mean of the other two ranks: who does other work is no help, however near and free. How free
    the hands are is unknown of an agency without any work on record: nearness alone counts, and it stands last.

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
    load : by agency_id ``open`` (pieces of open work it hosts or implements) and ``ending`` (those that end soon), of
        every agency with work on record, whenever that was.
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
    field: Field, legs: pd.DataFrame, adjacent: pd.DataFrame, agency_id: str = "", *, rule: TakerRule = RULE
) -> pd.DataFrame:
    """Rank who could take up each of some legs of a relay: whoever holds the function and is near.

    Parameters
    ----------
    field : from `field_of`.
    legs : columns ``tambon``, ``themes`` and ``agencies`` (those that held it: they are left out), such as from
        `geo.relay.dropped`; several values are joined by ``;``.
    adjacent : pairs of tambon that share a border, from `geo.neighbours.adjacent`.
    agency_id : ranks this agency alone; blank: all.

    Returns
    -------
    One row per leg and agency, those with work on record first, best first, then by id: ``leg`` (its place among
    `legs`, from 0), ``agency_id``, ``score`` = ``function`` x (``nearness`` + ``hands``) / 2, or ``function`` x
    ``nearness`` where ``hands`` are unknown; ``theme`` (of the agency, that matched best) and ``is_stated`` (among
    its functions, not only its work); ``near`` (of `NEAR`) and ``where`` (the tambon); ``open``, ``ending``, and
    hands = h / (h + open - ending / 2), h being `TakerRule.half_at`; these three are NaN without work on record.

    Examples
    --------
    >>> field = Field(pd.DataFrame({"agency_id": ["A1", "A2"], "theme": ["W1", "W2"], "top": "W", "is_stated": True}),
    ...     pd.DataFrame({"agency_id": ["A1", "A2"], "tambon": ["t2", "t1"], "near": ["works_here", "covers_here"]}),
    ...     pd.DataFrame({"open": [4], "ending": [0]}, index=["A1"]), pd.Series({"W1": "W", "W2": "W"}))
    >>> legs = pd.DataFrame({"tambon": ["t1"], "themes": ["W1"], "agencies": ["A3"]})
    >>> found = takers(field, legs, pd.DataFrame({"one": ["t1", "t2"], "other": ["t2", "t1"]}))
    >>> found[["agency_id", "function", "nearness", "hands", "near"]].to_numpy().tolist()
    [['A1', 1.0, 0.5, 0.5, 'works_beside'], ['A2', 0.5, 1.0, nan, 'covers_here']]
    """
    if agency_id:
        field = replace(
            field,
            functions=field.functions[field.functions["agency_id"] == agency_id],
            near=field.near[field.near["agency_id"] == agency_id],
        )
    asked = legs[["tambon", "themes", "agencies"]].reset_index(drop=True).rename_axis("leg")
    both = _matching(field, _split(asked["themes"], "theme"), rule).merge(
        _nearest(field.near, asked["tambon"].reset_index(), adjacent, rule), on=["leg", "agency_id"]
    )
    held = pd.MultiIndex.from_frame(_split(asked["agencies"], "agency_id"))
    both = both[~pd.MultiIndex.from_frame(both[["leg", "agency_id"]]).isin(held)]
    both = both.join(field.load, on="agency_id")
    both = both.assign(hands=rule.half_at / (rule.half_at + both["open"] - both["ending"] / 2))
    both = both.assign(
        score=both["function"] * both[["nearness", "hands"]].mean(axis=1), is_last=both["hands"].isna()
    )
    columns = ["leg", "agency_id", "score", "function", "theme", "is_stated", "nearness", "near", "where", "hands"]
    order = ["leg", "is_last", "score", "agency_id"]
    ranked = both.sort_values(order, ascending=[True, True, False, True], ignore_index=True)
    return ranked[[*columns, "open", "ending"]]


def _split(joined: "pd.Series[str]", name: str) -> pd.DataFrame:
    """Return one row per value of each leg: ``leg`` and the value under its name."""
    return joined.astype("str").str.split(SEPARATOR).explode().rename(name).reset_index().astype({name: "str"})


def _matching(field: Field, wanted: pd.DataFrame, rule: TakerRule) -> pd.DataFrame:
    """Return by leg and agency how well its function fits, and the theme of its own that fits best."""
    known = field.functions
    exact = wanted.merge(known.drop(columns="top"), on="theme").assign(function=1.0)
    tops = (
        wanted.assign(top=field.tops.reindex(wanted["theme"]).to_numpy())[["leg", "top"]].dropna().drop_duplicates()
    )
    alike = tops.astype({"top": "str"}).merge(known, on="top").assign(function=rule.same_parent)
    rows = pd.concat([exact, alike[list(exact)]], ignore_index=True)
    order = rows.sort_values(["leg", "agency_id", "function", "theme"], ascending=[True, True, False, True])
    return order.drop_duplicates(["leg", "agency_id"])


def _nearest(near: pd.DataFrame, legs: pd.DataFrame, adjacent: pd.DataFrame, rule: TakerRule) -> pd.DataFrame:
    """Return by leg and agency how near it is, and where."""
    beside = legs.merge(adjacent, left_on="tambon", right_on="one")[["leg", "other"]]
    places = pd.concat(
        [
            legs.rename(columns={"tambon": "where"}).assign(is_here=True),
            beside.rename(columns={"other": "where"}).assign(is_here=False),
        ]
    )
    rows = places.astype({"where": "str"}).merge(near.rename(columns={"tambon": "where"}), on="where")
    is_here = rows["is_here"].astype(bool)
    way = rows["near"].where(is_here, rows["near"].str.replace("_here", "_beside"))
    table = rows.assign(near=way, at=way.map(list(NEAR).index), nearness=np.where(is_here, 1.0, rule.beside))
    order = table.sort_values(["leg", "agency_id", "at", "where"])
    return order.drop_duplicates(["leg", "agency_id"])[["leg", "agency_id", "near", "where", "nearness"]]


def _functions(world: World, agencies: pd.DataFrame, tops: "pd.Series[str]") -> pd.DataFrame:
    split = split_codes(agencies["functions"])
    own = pd.DataFrame({"agency_id": agencies["agency_id"].to_numpy()[split.row], "theme": split.named()})
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
    known = world.agencies.ids[np.unique(world.agencies.acting.members)].astype("str")
    return pd.DataFrame({"open": counted.size(), "ending": counted["ending"].sum()}).reindex(known, fill_value=0)


def _acting(world: World) -> pd.DataFrame:
    """Return who hosts or implements which open initiative: ``agency_id`` and ``initiative``, by number."""
    acting = world.agencies.acting
    is_open = world.is_active[acting.owner]
    agency: Ints = acting.members[is_open]
    return pd.DataFrame({"agency_id": world.agencies.ids[agency].astype("str"), "initiative": acting.owner[is_open]})
