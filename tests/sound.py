"""Small files without a fault, of the forms that are no text. This module makes them."""

import io
import tempfile
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import shapely
import xlsxwriter

POINTS = gpd.GeoDataFrame(
    {"initiative_id": ["X1"], "title_th": ["ก"]}, geometry=[shapely.Point(99.7, 8.4)], crs="EPSG:4326"
)


def zipped(members: Mapping[str, bytes], **info: int) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            one = zipfile.ZipInfo(name)
            one.compress_type, one.external_attr = zipfile.ZIP_DEFLATED, info.get("external_attr", 0)
            archive.writestr(one, content)
    return buffer.getvalue()


def shapefile() -> dict[str, bytes]:
    """The parts of a sound Shapefile by suffix."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        POINTS.to_file(Path(folder) / "a.shp", encoding="utf-8")
        return {part.suffix: part.read_bytes() for part in Path(folder).iterdir()}


def shapes(folder: str = "", **parts: bytes) -> bytes:
    """A zip of a Shapefile in a folder, some of its parts replaced."""
    members = {**shapefile(), **{f".{name}": content for name, content in parts.items()}}
    return zipped({f"{folder}layer{suffix}": content for suffix, content in members.items()})


def geopackage() -> bytes:
    """A sound GeoPackage."""
    with tempfile.TemporaryDirectory() as folder:
        POINTS.to_file(Path(folder) / "a.gpkg", layer="initiatives")
        return (Path(folder) / "a.gpkg").read_bytes()


def workbook(rows: list[list[object]], sheet: str = "initiatives") -> bytes:
    """A sound workbook of one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return buffer.getvalue()


def members_of(content: bytes) -> dict[str, bytes]:
    """The members of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
