"""What a community has already, and what projects left behind (ทุนเดิม). This module finds the assets of an area."""

import pandas as pd

from data.schema import AssetKind, AssetState
from geo.units import Areas


def assets_in(assets: pd.DataFrame, areas: Areas, area_code: str) -> pd.DataFrame:
    """Return the assets that lie in an area, by kind and state.

    Parameters
    ----------
    assets : the table ``assets``; one without ``area_code`` lies nowhere that is known.
    areas : the ground, from `geo.units.areas_of`.
    area_code : an area.

    Examples
    --------
    >>> import numpy as np
    >>> from geo.units import areas_of
    >>> ground = areas_of(pd.DataFrame({"code": ["80010101", "800102"], "level": np.nan, "parent": np.nan}))
    >>> assets = pd.DataFrame({"asset_id": ["a", "b", "c"], "area_code": ["80010101", "800102", None],
    ...     "kind": "fund", "state": ["idle", "in_use", "gone"]})
    >>> assets_in(assets, ground, "8001")["asset_id"].tolist()
    ['b', 'a']
    """
    number = int(areas.codes.get_indexer(pd.Index([area_code]))[0])
    own = assets[assets["area_code"].isin(areas.codes[areas.inside(number)])]
    order = {str(value): at for at, value in enumerate([*AssetKind, *AssetState])}
    at = own.assign(kind_at=own["kind"].map(order), state_at=own["state"].map(order))
    ordered = at.sort_values(["kind_at", "state_at", "asset_id"])
    return ordered[list(assets.columns)].reset_index(drop=True)


def counts(assets: pd.DataFrame) -> pd.DataFrame:
    """Count assets by kind and state: rows ``AssetKind``, columns ``AssetState`` and ``""`` for unknown.

    Examples
    --------
    >>> counted = counts(pd.DataFrame({"kind": ["fund", "fund"], "state": ["idle", None]}))
    >>> counted.loc["fund"].to_dict()
    {'in_use': 0, 'idle': 1, 'gone': 0, '': 1}
    """
    table = pd.crosstab(assets["kind"], assets["state"].fillna(""))
    kinds = [str(kind) for kind in AssetKind if kind in table.index]
    return table.reindex(index=kinds, columns=[*map(str, AssetState), ""], fill_value=0)
