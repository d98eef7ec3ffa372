"""Footprints that name only a tambon. This module lists where better places would change duplication most."""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.evidence import open_work
from geo.scores import Evaluation, score
from geo.units import LEVELS, TAMBON


def vague_places(evaluation: Evaluation) -> pd.DataFrame:
    """List the tambon whose duplication rests on footprints that name no village, the widest interval first.

    Returns
    -------
    One row per tambon whose lower figure is below D: ``area_code``, ``duplication``, ``duplication_low``, ``gap``
    (their difference, surplus fronts per village) and ``initiatives``: those to ask which villages, the one in most
    of these fronts first, one record each, joined by ``;``.

    Examples
    --------
    >>> import datetime as dt
    >>> from data.schema.frames import typed
    >>> from geo.scores import evaluate
    >>> records = {
    ...     "areas": typed("areas", {"code": ["800101", "80010101", "80010102"]}),
    ...     "initiatives": typed("initiatives", {"initiative_id": ["I1", "I2"], "status": "implementation",
    ...         "themes": "T1", "areas": ["800101", "80010101"]}),
    ...     "participation": typed("participation", {"initiative_id": ["I1", "I2"], "agency_id": ["A1", "A2"],
    ...         "role": "accountable"}),
    ... }
    >>> vague_places(evaluate(records, dt.date(2007, 2, 16))).to_numpy().tolist()
    [['800101', 0.5, 0.0, 0.5, 'I1']]
    """
    scores = score(evaluation, LEVELS[TAMBON])[["area_code", "duplication", "duplication_low"]]
    scores = scores.assign(gap=scores["duplication"] - scores["duplication_low"])
    wide = scores[scores["gap"] > 0].astype({"area_code": "str"})
    table = wide.join(_to_ask(evaluation), on="area_code").fillna({"initiatives": ""})
    return table.sort_values(["gap", "area_code"], ascending=[False, True], ignore_index=True)


def _to_ask(evaluation: Evaluation) -> pd.Series:
    """Return by tambon the initiatives without a village in fronts that are surplus because of such footprints."""
    areas, cells = evaluation.world.areas, evaluation.cells
    is_wider = cells["surplus"].to_numpy() > cells["surplus_low"].to_numpy()
    occupancy = evaluation.occupancy
    wider = pd.DataFrame(
        {
            "unit": occupancy.cell_unit[is_wider],
            "theme": evaluation.blocks.theme[occupancy.cell_block[is_wider]],
        }
    )
    work = open_work(evaluation, np.unique(wider["unit"])).merge(wider, on=["unit", "theme"])
    asked = work[work["is_imprecise"]].groupby(["tambon", "initiative"]).size().rename("fronts").reset_index()
    names = evaluation.world.initiatives.names(asked["initiative"].to_numpy())["initiative_id"]
    asked = asked.assign(name=names.reindex(asked["initiative"]).to_numpy())
    asked = asked.sort_values(["tambon", "fronts", "name"], ascending=[True, False, True])
    joined = asked.groupby("tambon")["name"].agg(SEPARATOR.join).rename("initiatives")
    return joined.set_axis(areas.codes[joined.index.to_numpy(np.int64)].astype("str"))
