"""What wants a second look, in queues. This module lists the items of each in one shape."""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from data.schema import SEPARATOR, Level, Records
from geo.doubles import doubles
from geo.hosting import unclear_hosts
from geo.placing import astray
from geo.scores import Evaluation
from geo.silence import unconfirmed, unheard
from geo.uncoordinated import uncoordinated
from geo.vagueness import vague_places


class Queue(StrEnum):
    """What is looked for; values stand in the table ``reviews``."""

    DOUBLES = "doubles"
    UNCOORDINATED = "uncoordinated"
    HOSTS = "hosts"
    UNCONFIRMED = "unconfirmed"
    VAGUE = "vague"
    ASTRAY = "astray"
    UNPLACED = "unplaced"
    UNHEARD = "unheard"
    REQUESTS = "requests"


@dataclass(frozen=True, eq=False)
class Sight:
    """What queues look at.

    Attributes
    ----------
    evaluation, records : the records and what `geo.scores.evaluate` made of them, all themes.
    adjacent : pairs of neighbouring tambon, from `geo.neighbours.adjacent`.
    official : official outlines of all levels, from `geo.placing.official`; points are held against nothing else.
    changed : the last change of each record by somebody, from `data.desk.review.news.last_changes`.
    """

    evaluation: Evaluation
    records: Records
    adjacent: pd.DataFrame
    official: gpd.GeoDataFrame
    changed: "pd.Series[pd.Timestamp]" = field(default_factory=lambda: pd.Series(dtype="datetime64[s]"))


COLUMNS = ("subject", "initiatives", "agencies", "area_code", "theme", "reasons", "weight")
"""What every item has: what it is about in one text that stays the same, the records and agencies it concerns (joined
by ``;``), a place and a theme (blank: none), why it is listed (joined by ``;``), what it weighs beside the others."""


def items(queue: Queue, sight: Sight) -> pd.DataFrame:
    """Return the items of a queue, those that matter most first: `COLUMNS`, then what is known of such items."""
    found = _FOUND[queue](sight)
    blank = {name: "" for name in COLUMNS if name not in found and name != "agencies"}
    found = found.assign(**blank)
    if "agencies" not in found:
        found["agencies"] = _agencies(sight.records, found["initiatives"])
    texts = dict.fromkeys((name for name in COLUMNS if name != "weight"), "str")
    found = found.fillna(dict.fromkeys(texts, "")).astype(texts)
    return found[[*COLUMNS, *(name for name in found if name not in COLUMNS)]].reset_index(drop=True)


def open_items(found: pd.DataFrame, reviews: pd.DataFrame, queue: Queue, day: datetime.date) -> pd.DataFrame:
    """Return the items of which nobody said that they need nothing, or nothing before a later day.

    Parameters
    ----------
    found : items of the queue.
    reviews : the table.
    day : today; what waits ``until`` a day comes back on it.
    """
    own = reviews[(reviews["queue"] == str(queue)) & reviews["verdict"].notna()]
    is_live = own["until"].isna() | (own["until"] > pd.Timestamp(day))
    return found[~found["subject"].isin(own["subject"][is_live])].reset_index(drop=True)


def concerning(found: pd.DataFrame, agency_id: str = "", areas: Collection[str] = ()) -> pd.DataFrame:
    """Return the items that concern an agency, in one of some areas; blank and none: all."""
    if agency_id:
        found = found[found["agencies"].map(lambda ids: agency_id in ids.split(SEPARATOR)).astype(bool)]
    return found[found["area_code"].isin(list(areas))] if areas else found


def _doubles(sight: Sight) -> pd.DataFrame:
    found = doubles(sight.evaluation, sight.records, sight.adjacent)
    return _paired(found).assign(weight=found["score"], initiatives=found["from_id"] + SEPARATOR + found["to_id"])


def _uncoordinated(sight: Sight) -> pd.DataFrame:
    return _paired(uncoordinated(sight.evaluation))


def _paired(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(subject=found["from_id"] + "|" + found["to_id"])


def _hosts(sight: Sight) -> pd.DataFrame:
    found = unclear_hosts(sight.evaluation)
    subject = found["area_code"] + "|" + found["theme"] + "|" + found["lack"]
    everyone = _agencies(sight.records, found["initiatives"])
    return found.rename(columns={"agencies": "hosts"}).assign(
        subject=subject, reasons=found["lack"], agencies=everyone
    )


def _unconfirmed(sight: Sight) -> pd.DataFrame:
    found = unconfirmed(sight.evaluation)
    return found.assign(subject=found["initiatives"].str.split(SEPARATOR).str[0], weight=found["months"])


def _vague(sight: Sight) -> pd.DataFrame:
    found = vague_places(sight.evaluation)
    return found.assign(subject=found["area_code"], weight=found["gap"])


def _astray(sight: Sight) -> pd.DataFrame:
    found = astray(sight.records["initiatives"], _parents(sight.records), sight.official)
    ids = found["initiative_id"]
    return found.assign(subject=ids, initiatives=ids, weight=found["distance_m"])


def _unplaced(sight: Sight) -> pd.DataFrame:
    """Return the places that no code fits, and the areas that records name and that lie in no province."""
    unplaced = sight.records["unplaced"]
    named = pd.DataFrame({"initiatives": unplaced["initiative_id"], "place": unplaced["place"]})
    named = named.assign(reasons="no_code", note=unplaced["reason"])
    work = sight.records["initiatives"][["initiative_id", "areas"]].set_axis(["initiatives", "place"], axis=1)
    stated = work.assign(place=work["place"].str.split(SEPARATOR)).explode("place")
    loose = stated[stated["place"].isin(_adrift(sight.records))].assign(reasons="adrift")
    found: pd.DataFrame = pd.concat([named, loose], ignore_index=True)
    return found.assign(subject=found["initiatives"] + "|" + found["place"], weight=1.0)


def _unheard(sight: Sight) -> pd.DataFrame:
    found = unheard(sight.evaluation, sight.records, sight.changed)
    return found.assign(subject=found["agencies"], weight=found["number"])


def _requests(sight: Sight) -> pd.DataFrame:
    """Return the requests without an answer, the oldest first."""
    waiting = sight.records["requests"]
    waiting = waiting[waiting["answer"].isna()].sort_values(["asked_on", "request_id"], na_position="first")
    ids = waiting["initiative_id"].str.cat(waiting["other_id"].fillna(""), sep=SEPARATOR).str.rstrip(SEPARATOR)
    columns = {"subject": waiting["request_id"], "agencies": waiting["agency_id"], "reasons": waiting["kind"]}
    return waiting.rename(columns={"note": "said"}).assign(**columns, initiatives=ids, weight=1.0)


_FOUND: Mapping[Queue, Callable[[Sight], pd.DataFrame]] = MappingProxyType(
    {
        Queue.DOUBLES: _doubles,
        Queue.UNCOORDINATED: _uncoordinated,
        Queue.HOSTS: _hosts,
        Queue.UNCONFIRMED: _unconfirmed,
        Queue.VAGUE: _vague,
        Queue.ASTRAY: _astray,
        Queue.UNPLACED: _unplaced,
        Queue.UNHEARD: _unheard,
        Queue.REQUESTS: _requests,
    }
)


def _agencies(records: Records, initiatives: "pd.Series[str]") -> "pd.Series[str]":
    """Return the agencies that take part in the records of each item, in whatever role."""
    rows = initiatives.str.split(SEPARATOR).explode().rename("initiative_id").rename_axis("at").reset_index()
    parts = records["participation"][["initiative_id", "agency_id"]].dropna()
    both = rows.merge(parts, on="initiative_id")[["at", "agency_id"]].drop_duplicates().sort_values("agency_id")
    joined = both.groupby("at")["agency_id"].agg(SEPARATOR.join)
    return joined.reindex(initiatives.index, fill_value="").astype("str")


def _parents(records: Records) -> dict[str, str]:
    areas = records["areas"].dropna(subset=["parent"])
    return dict(zip(areas["code"], areas["parent"], strict=True))


def _adrift(records: Records) -> list[str]:
    """Return the codes of areas that lie in no province by what the table says of them and of those around them."""
    areas = records["areas"]
    around = _parents(records)
    provinces = set(areas["code"][areas["level"] == Level.PROVINCE])
    within = areas["code"]
    for _ in Level:
        within = within.where(within.isin(provinces), within.map(around))
    return areas["code"][~within.isin(provinces)].tolist()
