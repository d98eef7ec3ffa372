"""Which area a point lies in. This module asks outlines, and leaves open what they leave open."""

import geopandas as gpd
import numpy as np
import pandas as pd


def located(points: gpd.GeoSeries, outlines: gpd.GeoSeries) -> "pd.Series[str]":
    """Return the code of the one outline that each point lies in.

    Parameters
    ----------
    points : points of any index, in the CRS of the outlines.
    outlines : outlines of one level, indexed by area code. Only official ones know where a point lies: approximate
        ones put about a quarter of the land into a wrong tambon.

    Returns
    -------
    Codes by the index of `points`; missing where a point is missing, in no outline, or where two meet.

    Examples
    --------
    >>> from shapely import Point, box
    >>> outlines = gpd.GeoSeries({"P": box(0, 0, 1, 1), "Q": box(1, 0, 2, 1)})
    >>> located(gpd.GeoSeries({"a": Point(0.5, 0.5), "b": Point(1, 0.5), "c": Point(9, 9)}), outlines).to_dict()
    {'a': 'P', 'b': nan, 'c': nan}
    """
    at_point, at_outline = outlines.sindex.query(points, predicate="intersects")
    once = np.bincount(at_point, minlength=len(points))[at_point] == 1
    codes = pd.Series(None, index=points.index, dtype="str")
    codes.iloc[at_point[once]] = outlines.index.to_numpy()[at_outline[once]]
    return codes
