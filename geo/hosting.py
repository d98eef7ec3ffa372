"""Work without a host, and work with several. This module finds where nobody, or more than one, is accountable."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.evidence import open_work
from geo.scores import Evaluation


class Lack(StrEnum):
    """What keeps a front from having one clear host."""

    NONE = "without_host"
    RIVALS = "rival_hosts"


COLUMNS = ("area_code", "theme", "lack", "units", "initiatives", "agencies", "weight")


def unclear_hosts(evaluation: Evaluation) -> pd.DataFrame:
    """List the themes of each tambon whose open work has no accountable agency in some unit, or more than one.

    They are the items of component 5 that do not count, by tambon and theme.

    Returns
    -------
    One row per ``area_code`` (the tambon), ``theme`` and ``lack`` (a value of `Lack`), those in most units first:
    ``units`` (codes of the units concerned), ``initiatives`` open there, ``agencies`` that are accountable (where
    there is none: that implement), all joined by ``;``, and ``weight`` (how many units).

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> records = {
    ...     "areas": typed("areas", {"code": ["800101"]}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1"], "status": ["implementation"],
    ...         "themes": ["T1"], "areas": ["800101"]}),
    ...     "participation": typed("participation", {"initiative_id": "I1", "agency_id": ["A1", "A2"],
    ...         "role": "accountable"}),
    ... }
    >>> unclear_hosts(evaluate(records, dt.date(2007, 2, 16))).to_numpy().tolist()
    [['800101', 'T1', 'rival_hosts', '800101', 'I1', 'A1;A2', 1]]
    """
    work = open_work(evaluation, np.arange(len(evaluation.world.areas.units)))
    hosts = _agencies(evaluation, work, hosts=True)
    keys = ["unit", "theme"]
    number = hosts.groupby(keys)["agency"].nunique().reindex(pd.MultiIndex.from_frame(work[keys]), fill_value=0)
    lack = np.select([number.to_numpy() == 0, number.to_numpy() > 1], [Lack.NONE, Lack.RIVALS], "")
    work = work.assign(lack=lack)[lack != ""]
    acting = _agencies(evaluation, work, hosts=False)
    by = ["tambon", "theme", "lack"]
    hosting = hosts.merge(work[[*keys, "lack"]].drop_duplicates(), on=keys)
    doing = pd.concat([hosting[hosting["lack"] == Lack.RIVALS], acting[acting["lack"] == Lack.NONE]])
    table = pd.DataFrame(
        {
            "units": _listed(work, by, "unit", evaluation.world.areas.codes[evaluation.world.areas.units]),
            "initiatives": _named(evaluation, work, by),
            "agencies": _listed(doing, by, "agency", evaluation.world.agencies.ids),
            "weight": work.groupby(by)["unit"].nunique(),
        }
    ).reset_index()
    table["area_code"] = evaluation.world.areas.codes[table["tambon"].to_numpy(np.int64)]
    table["theme"] = evaluation.world.themes.codes[table["theme"].to_numpy(np.int64)]
    texts = {name: "str" for name in COLUMNS if name != "weight"}
    table = table[list(COLUMNS)].fillna({"agencies": ""}).astype(texts)
    order = ["weight", "area_code", "theme", "lack"]
    return table.sort_values(order, ascending=[False, True, True, True], ignore_index=True)


def _agencies(evaluation: Evaluation, work: pd.DataFrame, *, hosts: bool) -> pd.DataFrame:
    """Return `work` once for each agency that is accountable in it, or acts in it, by number."""
    agencies = evaluation.world.agencies
    row, at = (agencies.hosts if hosts else agencies.acting).spread(work["initiative"].to_numpy())
    members = (agencies.hosts if hosts else agencies.acting).members
    return work.iloc[row].assign(agency=members[at])


def _listed(frame: pd.DataFrame, by: list[str], column: str, names: pd.Index) -> pd.Series:
    """Join the names of the distinct numbers of a column, in order."""
    distinct = frame[[*by, column]].drop_duplicates()
    said = distinct.assign(name=names[distinct[column].to_numpy(np.int64)].astype("str")).sort_values("name")
    return said.groupby(by)["name"].agg(SEPARATOR.join)


def _named(evaluation: Evaluation, work: pd.DataFrame, by: list[str]) -> pd.Series:
    names = evaluation.world.initiatives.names(work["initiative"].to_numpy())["initiative_id"]
    distinct = work[[*by, "initiative"]].drop_duplicates()
    said = distinct.assign(name=names.reindex(distinct["initiative"]).to_numpy()).sort_values("name")
    return said.groupby(by)["name"].agg(SEPARATOR.join)
