"""Which areas lie beside one, on the ground and in the order of their codes. This module finds both."""

import geopandas as gpd
import pandas as pd
import shapely

from data.schema import Level


def neighbours(outlines: gpd.GeoDataFrame, area_code: str) -> pd.Index:
    """Return the codes of the areas that share a border with one: a line, not just a corner.

    Parameters
    ----------
    outlines : outlines of one level, indexed by area code, in any CRS: only whether they meet is asked.
    area_code : an area; one without an outline has no neighbour that is known.

    Examples
    --------
    >>> squares = gpd.GeoDataFrame(index=["a", "b", "c"], geometry=[
    ...     shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(1, 1, 2, 2)])
    >>> list(neighbours(squares, "a")), list(neighbours(squares, "b"))
    (['b'], ['a', 'c'])
    """
    if area_code not in outlines.index:
        return pd.Index([], dtype="str")
    own = outlines.geometry.loc[area_code]
    near = outlines.geometry.iloc[outlines.sindex.query(own, predicate="intersects", sort=True)]
    shared = shapely.length(shapely.intersection(near.to_numpy(), own))
    found: pd.Index = near.index[(shared > 0) & (near.index != area_code)]
    return found


def adjacent(outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return every pair of neighbouring areas, each both ways: ``one`` and ``other``, in order.

    Parameters
    ----------
    outlines : outlines of one level, indexed by area code, in any CRS.

    Examples
    --------
    >>> squares = gpd.GeoDataFrame(index=["a", "b", "c"], geometry=[
    ...     shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(1, 1, 2, 2)])
    >>> adjacent(squares).to_numpy().tolist()
    [['a', 'b'], ['b', 'a'], ['b', 'c'], ['c', 'b']]
    """
    shapes = outlines.geometry.to_numpy()
    one, other = outlines.sindex.query(shapes, predicate="intersects", sort=True) if len(shapes) else ([], [])
    is_line = shapely.length(shapely.intersection(shapes[one], shapes[other])) > 0
    ends = {"one": outlines.index[one][is_line], "other": outlines.index[other][is_line]}
    pairs = pd.DataFrame(ends, dtype="str")
    return pairs[pairs["one"] != pairs["other"]].sort_values(["one", "other"], ignore_index=True)


def beside(areas: pd.DataFrame, area_code: str) -> tuple[str, str]:
    """Return the codes of the areas before and after one at its level, blank at either end.

    Areas stand in the order of codes within their parent, then on to the next parent.

    Parameters
    ----------
    areas : columns ``level`` and ``parent``, indexed by code.
    area_code : one of them.

    Examples
    --------
    >>> areas = pd.DataFrame({"level": ["amphoe", "amphoe", "tambon", "tambon", "tambon"],
    ...     "parent": ["80", "80", "8001", "8002", "8001"]}, index=["8001", "8002", "t1", "t2", "t3"])
    >>> beside(areas, "t3"), beside(areas, "8001")
    (('t1', 't2'), ('', '8002'))
    """
    alike = areas.index[areas["level"] == areas.at[area_code, "level"]]
    parent = areas["parent"].to_dict()
    order = ["", *sorted(alike, key=lambda code: _path(parent, str(code))), ""]
    at = order.index(area_code)
    return order[at - 1], order[at + 1]


def _path(parent: dict[object, object], code: str) -> tuple[str, ...]:
    """Return the area after all that it lies in, widest first; at most as many steps as there are levels."""
    path = [code]
    for _ in Level:
        above = parent.get(path[0])
        if not isinstance(above, str):
            break
        path.insert(0, above)
    return tuple(path)
