"""Who helps others along: agencies whose role in work is to extend it. This module lists them with their batons.

A facilitator (คุณอำนวย) is an agency or a post, never a person: the records of roles know no persons.
"""

from typing import NamedTuple

import pandas as pd

from data.schema import SEPARATOR, Records, Role
from geo.relay import Baton

OPEN = (Baton.RUNNING, Baton.DROPPING)
"""Batons of work that is open on the day."""
_COUNTED = {"dropping": Baton.DROPPING, "dropped": Baton.DROPPED, "passed": Baton.PASSED}


class Facilitators(NamedTuple):
    """Facilitators of an area.

    Attributes
    ----------
    loads : by agency_id, the largest load first: ``load`` (open pieces of work, counted in every tambon), ``works``
        (open initiatives), ``tambon`` (where these are), ``dropping``, ``dropped`` and ``passed`` (batons, each in
        its tambon; of the last two, those that count in component 2: work that ended within its 24 months).
    legs : the batons they carry: the columns of `geo.relay.legs` with ``agency_id`` of the facilitator, by agency,
        those about to be dropped first, then by tambon.
    """

    loads: pd.DataFrame
    legs: pd.DataFrame


def facilitators(records: Records, legs: pd.DataFrame) -> Facilitators:
    """Return who facilitates which work in which tambon, and how the batons of that work lie.

    Parameters
    ----------
    records : table ``participation``.
    legs : from `geo.relay.legs`: the area and day are theirs.

    Examples
    --------
    >>> legs = pd.DataFrame({"tambon": ["800101", "800102"], "initiative_id": "I1", "records": "I1;I2",
    ...     "state": ["baton_running", "baton_dropping"], "is_counted": False})
    >>> parts = pd.DataFrame({"initiative_id": ["I2", "I1"], "agency_id": ["A1", "A2"],
    ...     "role": ["extending", "funding"]})
    >>> facilitators({"participation": parts}, legs).loads.to_dict("index")
    {'A1': {'load': 2, 'works': 1, 'tambon': 2, 'dropping': 1, 'dropped': 0, 'passed': 0}}
    """
    parts = records["participation"]
    helping = parts.loc[parts["role"] == Role.EXTENDING, ["initiative_id", "agency_id"]].dropna()
    of_record = legs[["records"]].assign(leg=range(len(legs)), record=legs["records"].str.split(SEPARATOR))
    of_record = of_record.explode("record")[["leg", "record"]]
    pairs = helping.merge(of_record, left_on="initiative_id", right_on="record")[["agency_id", "leg"]]
    pairs = pairs.drop_duplicates().sort_values(["agency_id", "leg"])
    carried = legs.iloc[pairs["leg"].to_numpy(int)].reset_index(drop=True)
    carried.insert(0, "agency_id", pairs["agency_id"].to_numpy())
    order = carried["state"].map({str(state): at for at, state in enumerate(_ORDER)})
    carried = carried.assign(order=order).sort_values(["agency_id", "order", "tambon", "initiative_id"])
    carried = carried.drop(columns="order").reset_index(drop=True)
    return Facilitators(_loads(carried), carried)


_ORDER = (
    Baton.DROPPING,
    Baton.DROPPED,
    Baton.RUNNING,
    Baton.UNSURE,
    Baton.AHEAD,
    Baton.PASSED,
    Baton.MET,
    Baton.PAST,
)


def _loads(carried: pd.DataFrame) -> pd.DataFrame:
    is_open = carried["state"].isin(list(OPEN))
    agencies = pd.Index(sorted(carried["agency_id"].unique()), name="agency_id")
    still = carried[is_open].groupby("agency_id")
    states = carried["state"].where((carried["state"] != Baton.PASSED) | carried["is_counted"].astype(bool))
    counts = {
        "load": still.size(),
        "works": still["initiative_id"].nunique(),
        "tambon": still["tambon"].nunique(),
        **{name: carried[states == state].groupby("agency_id").size() for name, state in _COUNTED.items()},
    }
    table = pd.DataFrame({name: count.reindex(agencies, fill_value=0) for name, count in counts.items()}, agencies)
    order = ["load", "dropping", "dropped"]
    return table.astype(int).sort_values(order, ascending=False, kind="stable")
