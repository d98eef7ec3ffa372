"""Outlines of villages, made from tambon and points. This module keeps them true to what they rest on."""

import hashlib
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from data.errors import StoreError
from data.schema import Level, Quality
from data.store import Store
from geo.boundaries import for_screen
from geo.errors import GeoError
from geo.villages import cut_cells, village_sites

_MADE = "1"
"""Number of the way in which outlines are made; a new one makes all of them anew."""

Layers = tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]
"""Outlines of a level at full detail and simplified for the screen."""


class Ground(NamedTuple):
    """What outlines of villages rest on.

    Attributes
    ----------
    areas : records of areas.
    tambon : outlines of tambon at full detail and for the screen.
    official : official outlines of villages, indexed by code, with ``quality``, ``source``.
    """

    areas: pd.DataFrame
    tambon: Layers
    official: gpd.GeoDataFrame


def ground_of(store: Store) -> Ground:
    """Return what villages rest on in a store."""
    villages = store.boundaries_full(Level.VILLAGE)
    areas = store.records(["areas"])["areas"]
    is_village = villages.index.isin(areas["code"][areas["level"] == Level.VILLAGE])
    return Ground(
        areas,
        (store.boundaries_full(Level.TAMBON), store.boundaries(Level.TAMBON)),
        villages[is_village & (villages["quality"] == Quality.OFFICIAL)],
    )


def village_layers(ground: Ground) -> Layers:
    """Return the outlines of all villages; official ones as they are, the others with a source that names the ground.

    Where official ones stand beside others, those for the screen are simplified together, so that borders match.
    """
    villages = _villages(ground)
    full_tambon, screen_tambon = ground.tambon
    official = ground.official.assign(parent=villages["parent"].reindex(ground.official.index))
    if screen_tambon.empty:
        return ground.official, for_screen(ground.official)
    known = official if len(official) else None
    sites = village_sites(screen_tambon, villages, known)
    full = cut_cells(full_tambon, sites, known).assign(source=_source(ground))
    if len(official):
        screen = for_screen(full)
    else:
        screen = full if _are_same(*ground.tambon) else cut_cells(screen_tambon, sites)
    both = full.index.intersection(screen.index)
    kept = official.index.intersection(both)
    full.loc[kept, ["geometry", "source"]] = official.loc[kept, ["geometry", "source"]]
    return full.loc[both, ["quality", "source", "geometry"]], screen.loc[both]


def _are_same(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> bool:
    return one is other or bool(
        (one.index == other.index).all() and (one.to_wkb()["geometry"] == other.to_wkb()["geometry"]).all()
    )


def _villages(ground: Ground) -> pd.DataFrame:
    areas = ground.areas
    return areas[areas["level"] == Level.VILLAGE].set_index("code")[["parent", "longitude", "latitude"]].sort_index()


def _source(ground: Ground) -> str:
    """Return the source of outlines made on this ground: the same words for the same ground, others for another."""
    found = hashlib.sha256(_MADE.encode())
    for layer in (*ground.tambon, ground.official):
        for code, quality, shape in zip(layer.index, layer["quality"], layer.geometry.to_wkb(), strict=True):
            found.update(f"{code} {quality} ".encode() + shape)
    found.update(_villages(ground).to_csv().encode())
    return f"made of the outlines of tambon and the points of villages {found.hexdigest()[:16]}"


def are_villages_stale(store: Store) -> bool:
    """Whether the outlines of villages rest on anything else than what the store holds."""
    ground = ground_of(store)
    if ground.tambon[0].empty:
        return False
    kept = store.boundaries(Level.VILLAGE)
    villages = _villages(ground)
    made = kept[~kept.index.isin(ground.official.index)]
    if made.empty:
        return not villages.index[villages["parent"].isin(ground.tambon[0].index)].isin(kept.index).all()
    return bool((made["source"] != _source(ground)).any())


def settle_villages(store: Store) -> bool:
    """Make the outlines of villages anew if what they rest on has changed; say whether.

    Raises
    ------
    StoreError
        They cannot be made of what the store holds, or the store cannot be written; the old ones stay.
    """
    try:
        if not are_villages_stale(store):
            return False
        batch = store.replace_layers({Level.VILLAGE: village_layers(ground_of(store))}, "villages", "made")
    except GeoError as error:
        raise StoreError(
            f"ยังแบ่งแนวเขตหมู่บ้านใหม่ไม่ได้ ({error})", f"outlines of villages could not be made anew: {error}"
        ) from error
    return bool(batch.added or batch.changed)
