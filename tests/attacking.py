"""How files that mean harm are made: each by a function of a folder. This module is what all attacks share."""

import random
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
from sound import POINTS, members_of, workbook, zipped

SECRET_ROW = "the-row-of-another-file"
HEADING = "initiative_id,title_th,description,status,start_date,areas,households,source_url\n"
_VRT = """<OGRVRTDataSource><OGRVRTLayer name="initiatives"><SrcDataSource>{secret}</SrcDataSource>
<GeometryType>wkbPoint</GeometryType></OGRVRTLayer></OGRVRTDataSource>"""

Attack = Callable[[Path], Path]


def secret(folder: Path) -> Path:
    """A file of the server that nobody may read."""
    path = folder / "secret.geojson"
    features = gpd.GeoDataFrame(POINTS.assign(initiative_id=SECRET_ROW, title_th=SECRET_ROW))
    path.write_text(features.to_json(), encoding="utf-8")
    return path


def written(name: str, content: bytes | str) -> Attack:
    def attack(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return attack


def made(name: str, content: Callable[[], bytes]) -> Attack:
    return lambda folder: written(name, content())(folder)


def vrt(name: str) -> Attack:
    return lambda folder: written(name, _VRT.format(secret=secret(folder)))(folder)


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def doctored_workbook(member: str, change: Callable[[bytes], bytes]) -> bytes:
    members = members_of(workbook([["initiative_id", "title_th"], ["X1", "ก"]]))
    return zipped({**members, member: change(members[member])})
