"""The coast of the province's surroundings. This module cuts it from Natural Earth 1:10m, once.

    python -m data.build.coast

Natural Earth is in the public domain; npm package world-atlas carries it as TopoJSON.
"""

import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely

COAST = Path(__file__).parents[1] / "province" / "coast.geojson"
PACKAGE = "world-atlas@2.0.2"
SOURCE = "Natural Earth 4.1.0, 1:10m land (public domain), from npm world-atlas 2.0.2"
BOX = shapely.box(98.7, 7.3, 100.7, 9.8)

Topology = dict[str, Any]


def fetch() -> Topology:
    """TopoJSON of the world's land, from the npm registry."""
    npm = shutil.which("npm") or "npm"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).glob("*.tgz"))
        with tarfile.open(archive) as members:
            land = members.extractfile("package/land-10m.json")
            if land is None:
                raise FileNotFoundError("package/land-10m.json")
            return dict(json.load(land))


def decode(topology: Topology) -> list[shapely.Polygon]:
    """Polygons of object ``land``: arcs are delta-encoded, ~i is arc i backwards."""
    scale, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + origin for arc in topology["arcs"]]

    def ring(indexes: list[int]) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.vstack([arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes])

    shapes = [shape for land in topology["objects"]["land"]["geometries"] for shape in land["arcs"]]
    return [shapely.Polygon(ring(shell), [ring(hole) for hole in holes]) for shell, *holes in shapes]


def clip(land: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Parts of the land in the box, widest first, to five decimals."""
    near = [shapely.make_valid(polygon) for polygon in land if polygon.intersects(BOX)]
    parts = shapely.get_parts(shapely.set_precision(shapely.intersection(shapely.union_all(near), BOX), 1e-5))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return sorted(polygons, key=lambda polygon: (-polygon.area, polygon.bounds))


def write(polygons: list[shapely.Polygon], path: Path = COAST) -> None:
    """Write the coast as GeoJSON with its source."""
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(polygon))}
        for polygon in polygons
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "source": SOURCE, "features": features}) + "\n")


if __name__ == "__main__":
    write(clip(decode(fetch())))
    print(f"{COAST} written")
