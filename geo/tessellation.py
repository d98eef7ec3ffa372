"""Cells of areas of which only figures are known. This module divides ground by power distance, fitted to figures.

Each area is a site: a centre c, a weight w and a metric M (a symmetric matrix of determinant about 1). A point x
belongs to the site of least (x - c)' M (x - c) - w. With M = 1 this is the power (Laguerre) diagram; M lets a cell be
long in one direction. Weights answer for areas, centres for centroids, metrics for places known to be inside.
Sources: Aurenhammer, Hoffmann and Aronov 1998 (weights that fit areas); Bourne, Pearce and Roper 2024 (centres that
fit centroids); Alpers and others 2015 (metrics).
"""

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import Delaunay, cKDTree

from geo.crs import METRIC
from geo.errors import GeoError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_LONGEST = np.log(4.0)
"""No axis of a metric may stretch squared distance more than four times."""


@dataclass(frozen=True)
class Figures:
    """What is published of n areas, in metres.

    Attributes
    ----------
    centroids : (n, 2).
    areas_m2 : (n,).
    is_open : (n,) whether the cell ends where its weight is spent (areas at the rim, whose far side is not known).
    places : (m, 2) points known to lie inside an area.
    place_area : (m,) position of that area.
    """

    centroids: Floats
    areas_m2: Floats
    is_open: NDArray[np.bool_]
    places: Floats
    place_area: Integers

    def __post_init__(self) -> None:
        if len(self.centroids) < 4:
            raise GeoError(f"areas were {len(self.centroids)}, must be at least 4 for neighbours to give a direction")


@dataclass(frozen=True)
class Sites:
    """Centres (n, 2), weights (n,) in square metres and metrics (n, 3) as xx, xy, yy."""

    centres: Floats
    weights: Floats
    metrics: Floats


@dataclass(frozen=True)
class FitOptions:
    """How the fit proceeds; chosen by the share of known places that come to lie in their own cell.

    Attributes
    ----------
    rounds : passes over the ground in all.
    settling, finishing : of these, the first and the last that move weights alone.
    area_step : share of an area's lack that its weight makes up in one pass; half of it when finishing.
    shift : share of a centroid's error by which its centre moves in one pass.
    turn : how far a misplaced place turns the two metrics concerned.
    pull : share by which a metric returns to the one its neighbours suggest.
    """

    rounds: int = 240
    settling: int = 25
    finishing: int = 80
    area_step: float = 0.4
    shift: float = 0.05
    turn: float = 0.05
    pull: float = 0.02


@dataclass(frozen=True)
class _Points:
    """Points of the ground and, for each, the sites that may own it."""

    xy: Floats
    near: Integers

    @classmethod
    def of(cls, xy: Floats, centroids: Floats) -> "_Points":
        among = min(12, len(centroids))
        return cls(xy, np.asarray(cKDTree(centroids).query(xy, k=among)[1], dtype=np.int64))

    def costs(self, sites: Sites) -> Floats:
        """Power distance to each site that is near, (points, near)."""
        dx, dy = (self.xy[:, [axis]] - sites.centres[:, axis][self.near] for axis in (0, 1))
        xx, xy, yy = (part[self.near] for part in np.ascontiguousarray(sites.metrics.T))
        return np.asarray((xx * dx + 2 * xy * dy) * dx + yy * dy * dy - sites.weights[self.near])


def owners(points: Floats, sites: Sites, figures: Figures) -> Integers:
    """Position of the site that owns each of `points` (x, y in metres); -1 beyond the reach of an open one."""
    return _owners(_Points.of(points, figures.centroids), sites, figures)


def _owners(points: _Points, sites: Sites, figures: Figures) -> Integers:
    costs = points.costs(sites)
    rows = np.arange(len(costs))
    best = costs.argmin(axis=1)
    owner = points.near[rows, best]
    return np.where(figures.is_open[owner] & (costs[rows, best] > 0), -1, owner)


def neighbour_metrics(centroids: Floats) -> Floats:
    """Metric of each area from where its neighbours stand: far neighbours on one axis make a cell long on it."""
    starts, neighbours = Delaunay(centroids).vertex_neighbor_vertices
    own = np.repeat(np.arange(len(centroids)), np.diff(starts))
    steps = centroids[neighbours] - centroids[own]
    lengths = pd.Series(np.hypot(*steps.T))
    is_near = (lengths < 2 * lengths.groupby(own).transform("median")).to_numpy()
    scatter = np.zeros((len(centroids), 3))
    np.add.at(scatter, own[is_near], _outer(steps[is_near]))
    values, vectors = np.linalg.eigh(_matrices(scatter))
    log = np.log(np.maximum(values, values.max(axis=1, keepdims=True) * 1e-6))
    return _compose(-0.5 * (log - log.mean(axis=1, keepdims=True)), vectors)


def fit_sites(ground: Floats, figures: Figures, *, point_m2: float, options: FitOptions | None = None) -> Sites:
    """Sites whose cells on the ground have the published areas, about the published centroids, around their places.

    Parameters
    ----------
    ground : (p, 2) points of a regular grid on the land, each standing for `point_m2`.
    figures : what is published.
    """
    options = options or FitOptions()
    points, places = _Points.of(ground, figures.centroids), _Points.of(figures.places, figures.centroids)
    rest = neighbour_metrics(figures.centroids)
    sites = Sites(figures.centroids, figures.areas_m2 / np.pi, rest)
    for step in range(options.rounds):
        counts, centroids = _moments(points, _owners(points, sites, figures), len(rest))
        is_finishing = step >= options.rounds - options.finishing
        lack_m2 = figures.areas_m2 - counts * point_m2
        sites = _reweigh(sites, figures, lack_m2 * options.area_step * (0.5 if is_finishing else 1))
        if step > options.settling and not is_finishing:
            sites = _shift(sites, figures, np.where(counts[:, None] > 0, centroids, figures.centroids), options)
            sites = _turn(sites, figures, places, options)
            sites = replace(sites, metrics=_tame(sites.metrics) * (1 - options.pull) + rest * options.pull)
        sites = _rounded(sites)
    return sites


def _rounded(sites: Sites) -> Sites:
    """Drop the last bits, which differ between processors and would grow from pass to pass."""
    return Sites(np.round(sites.centres, 3), np.round(sites.weights, 1), np.round(sites.metrics, 7))


def _moments(points: _Points, owner: Integers, areas: int) -> tuple[Floats, Floats]:
    held, xy = owner[owner >= 0], points.xy[owner >= 0]
    counts = np.bincount(held, minlength=areas).astype(float)
    sums = np.stack([np.bincount(held, xy[:, axis], areas) for axis in (0, 1)], axis=1)
    return counts, sums / np.maximum(counts, 1)[:, None]


def _reweigh(sites: Sites, figures: Figures, change_m2: Floats) -> Sites:
    most = 0.16 * figures.areas_m2
    return replace(sites, weights=sites.weights + np.clip(change_m2, -most, most) / np.pi)


def _shift(sites: Sites, figures: Figures, centroids: Floats, options: FitOptions) -> Sites:
    error = figures.centroids - centroids
    most = 0.5 * np.sqrt(figures.areas_m2 / np.pi)
    share = np.minimum(1, most / np.maximum(np.hypot(*error.T), 1))
    return replace(sites, centres=sites.centres + options.shift * error * share[:, None])


def _turn(sites: Sites, figures: Figures, places: _Points, options: FitOptions) -> Sites:
    """Bring misplaced places nearer to their own site and farther from the one that holds them."""
    costs = places.costs(sites)
    is_own = places.near == figures.place_area[:, None]
    others = np.where(is_own, np.inf, costs)
    own = np.where(is_own, costs, np.inf).min(axis=1)
    is_lost = np.isfinite(own) & (own > others.min(axis=1))
    holder = places.near[np.arange(len(costs)), others.argmin(axis=1)]
    metrics = sites.metrics.copy()
    for area, sign in ((figures.place_area[is_lost], -1), (holder[is_lost], 1)):
        radius = np.sqrt(figures.areas_m2[area] / np.pi)
        offset = (places.xy[is_lost] - sites.centres[area]) / radius[:, None]
        far = np.maximum(1, (offset**2).sum(axis=1) / 4)
        np.add.at(metrics, area, sign * options.turn * _outer(offset) / far[:, None])
    return replace(sites, metrics=metrics)


def _outer(vectors: Floats) -> Floats:
    return np.stack([vectors[:, 0] ** 2, vectors[:, 0] * vectors[:, 1], vectors[:, 1] ** 2], axis=1)


def _matrices(metrics: Floats) -> Floats:
    return metrics[:, [0, 1, 1, 2]].reshape(-1, 2, 2)


def _compose(log_values: Floats, vectors: Floats) -> Floats:
    matrices = (vectors * np.exp(log_values)[:, None, :]) @ vectors.transpose(0, 2, 1)
    return np.asarray(matrices.reshape(-1, 4)[:, [0, 1, 3]])


def _tame(metrics: Floats) -> Floats:
    values, vectors = np.linalg.eigh(_matrices(metrics))
    log = np.log(np.maximum(values, 1e-3))
    return _compose(np.clip(log - log.mean(axis=1, keepdims=True), -_LONGEST, _LONGEST), vectors)


def trace(points: Floats, owner: Integers, step_m: float) -> gpd.GeoSeries:
    """Outline of each owner on a grid of `step_m` metres in METRIC, indexed by owner: a valid coverage with stairs.

    >>> grid = np.array([[0.5, 0.5], [1.5, 0.5], [2.5, 0.5]])
    >>> trace(grid, np.array([7, 7, 8]), 1.0).area.to_dict()
    {7: 2.0, 8: 1.0}
    """
    half = step_m / 2
    squares = np.asarray(shapely.box(*(points - half).T, *(points + half).T))
    order = np.argsort(owner, kind="stable")
    names, starts = np.unique(owner[order], return_index=True)
    outlines = [shapely.coverage_union_all(own) for own in np.split(squares[order], starts[1:])]
    return gpd.GeoSeries(outlines, index=names, crs=METRIC)
