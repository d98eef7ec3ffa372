"""What records share: places, themes, agencies, sources, words. This module finds it pair by pair."""

import re

import numpy as np
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.schema import Records, typed
from geo.blocking import distinct_pairs, pairs_within
from geo.keys import place_among, split_codes
from geo.links import Bools, Floats, Ints
from geo.matching import plain_title
from geo.units import TAMBON
from geo.world import World

_OPENING = 12
_NUMBERS = re.compile(r"\d+")
_WRITTEN = (
    (re.compile(r"บ\.\s*"), "บ้าน"),
    (re.compile(r"ต\.\s*"), "ตำบล"),
    (re.compile(r"อ\.\s*"), "อำเภอ"),
    (re.compile(r"[\s().,\-–_/:\"'“”]+"), ""),
)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def compared(title: str) -> str:
    """Return a title as doubles are compared: abbreviations written out, nothing between words, Arabic digits.

    >>> compared("โครงการซ่อมฝาย บ. นา ระยะที่ ๒ (สมมติ)")
    'ซ่อมฝายบ้านนาระยะที่2'
    """
    text = plain_title(title.translate(_DIGITS))
    for short, long in _WRITTEN:
        text = short.sub(long, text)
    return text


class Sharing:
    """What records have that others may share: (row, key) by name, and their titles as they are compared."""

    def __init__(self, world: World, records: Records, adjacent: pd.DataFrame) -> None:
        self.work = records.get("initiatives", typed("initiatives")).reset_index(drop=True)
        self.titles = np.array([compared(title) for title in self.work["title_th"].fillna("")], dtype=object)
        self.adjacent = adjacent
        parts = records.get("participation", typed("participation"))
        area, theme = split_codes(self.work["areas"]), split_codes(self.work["themes"])
        number = world.areas.known.place(area.codes)[area.at]
        tambon = world.areas.within[TAMBON, number]
        named = pd.Series(world.areas.codes[number]).where(number >= 0)
        place = pd.Series(world.areas.codes[np.where(tambon < 0, number, tambon)]).where(number >= 0)
        doer = place_among(parts["initiative_id"], pd.Index(self.work["initiative_id"]))
        every = np.arange(len(self.work))
        self._keys = {
            "named": _keyed(area.row, named),
            "place": _keyed(area.row, place),
            "whole": _keyed(area.row, place.where(place == named)),
            "theme": _keyed(theme.row, theme.named()),
            "agency": _keyed(doer, parts["agency_id"]),
            "source": _keyed(every, self.work["source_url"]),
            "opening": _keyed(every, pd.Series(self.titles, dtype="str").str[:_OPENING]),
        }

    def candidates(self) -> Ints:
        """Return the pairs of rows that are worth comparing."""
        place = self._keys["place"]
        both = {name: place.merge(self._keys[name], on="row", suffixes=("", "_2")) for name in ("theme", "agency")}
        blocks = [(frame["row"], frame["key"] + "|" + frame["key_2"]) for frame in both.values()]
        blocks += [(self._keys[name]["row"], self._keys[name]["key"]) for name in ("source", "opening")]
        order = np.argsort(np.argsort(self.titles.astype(str), kind="stable"), kind="stable")
        found = [pairs_within(row.to_numpy(np.int64), key, order) for row, key in blocks]
        beside = both["theme"].merge(self.adjacent, left_on="key", right_on="one")
        met = beside.merge(both["theme"], left_on=["other", "key_2"], right_on=["key", "key_2"], suffixes=("", "_3"))
        found.append(distinct_pairs(met["row"].to_numpy(np.int64), met["row_3"].to_numpy(np.int64)))
        ends = np.concatenate(found)
        return distinct_pairs(ends[:, 0], ends[:, 1])

    def key(self, name: str, pairs: Ints) -> pd.Series:
        """Return a key that both rows of each pair have, NaN where there is none."""
        return _met(pairs, self._keys[name], self._keys[name])

    def place(self, pairs: Ints) -> pd.Series:
        """Return an area that both rows of each pair work in as far as they say, NaN where there is none."""
        place, whole = self._keys["place"], self._keys["whole"]
        around = _met(pairs, whole, place).combine_first(_met(pairs, place, whole))
        return self.key("named", pairs).combine_first(around)

    def have_places(self, pairs: Ints) -> Bools:
        """Say of which pairs both name a place."""
        placed: Bools = np.asarray(np.isin(pairs, self._keys["place"]["row"]).all(axis=1), bool)
        return placed

    def are_near(self, pairs: Ints) -> Bools:
        """Say which pairs lie in neighbouring tambon."""
        place = self._keys["place"]
        beside = place.merge(self.adjacent, left_on="key", right_on="one")[["row", "other"]]
        return _met(pairs, beside.set_axis(["row", "key"], axis=1), place).notna().to_numpy(bool)

    def likeness(self, pairs: Ints) -> Floats:
        """Return how like the titles of each pair are, 0 to 1."""
        one, other = (self.titles[pairs[:, side]] for side in (0, 1))
        score: Floats = process.cpdist(one, other, scorer=OSA.normalized_similarity).astype(np.float64)
        return score

    def are_in_turn(self, pairs: Ints) -> Bools:
        """Say which pairs follow each other: the one ended before the other began."""
        start, end = (self.work[name].to_numpy() for name in ("start_date", "end_date"))
        one, other = pairs.T
        in_turn: Bools = np.asarray((end[one] < start[other]) | (end[other] < start[one]), bool)
        return in_turn

    def are_timed(self, pairs: Ints) -> Bools:
        """Say of which pairs both starts are known."""
        is_known = self.work["start_date"].notna().to_numpy(bool)
        timed: Bools = np.asarray(is_known[pairs].all(axis=1), bool)
        return timed

    def differ_in_numbers(self, pairs: Ints) -> Bools:
        """Say which titles name other numbers: phases, years, villages."""
        numbers = np.array([" ".join(_NUMBERS.findall(title)) for title in self.titles], dtype=object)
        differ: Bools = np.asarray(np.not_equal(*numbers[pairs].T), bool)
        return differ


def _keyed(row: Ints, key: pd.Series) -> pd.DataFrame:
    frame = pd.DataFrame({"row": row, "key": key.to_numpy()}).dropna()
    return frame[(frame["key"] != "") & (frame["row"] >= 0)].drop_duplicates(ignore_index=True)


def _met(pairs: Ints, left: pd.DataFrame, right: pd.DataFrame) -> pd.Series:
    """Return of each pair the first key that its one row has on the left and its other on the right."""
    frame = pd.DataFrame(pairs, columns=["one", "row"]).rename_axis("at").reset_index()
    met = frame.merge(left.rename(columns={"row": "one"}), on="one").merge(right, on=["row", "key"])
    return met.groupby("at")["key"].min().reindex(range(len(pairs)))
