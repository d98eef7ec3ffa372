"""Forms in which everything leaves. This module lists them with their names and writers."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from data.schema import Label
from data.writers.content import Content
from data.writers.geojson import write_geojson
from data.writers.geopackage import write_geopackage
from data.writers.hxl import write_hxl
from data.writers.iati import write_iati
from data.writers.records import write_folder, write_workbook


class Form(NamedTuple):
    """One form of export.

    Attributes
    ----------
    name, use : what it is called and what it is good for.
    suffix : ending of its file; blank: a folder.
    media_type : of the file that a browser gets; a folder travels as a zip.
    write : writes the content to a path.
    is_dated : whether it tells how things stand on the as-of day.
    has_level : whether it holds the areas of one level that is to be chosen.
    """

    name: Label
    use: Label
    suffix: str
    media_type: str
    write: Callable[[Content, Path], None]
    is_dated: bool = False
    has_level: bool = False


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "xlsx": Form(
            Label("Excel", "Excel"),
            Label("ครบทุกตาราง แก้แล้วนำเข้าได้", "every table; edit it and import it again"),
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda content, file: write_workbook(content.records, file),
        ),
        "folder": Form(
            Label("โฟลเดอร์ CSV", "Folder of CSVs"),
            Label("ครบทุกตาราง แก้แล้วนำเข้าได้", "every table; edit it and import it again"),
            "",
            "application/zip",
            lambda content, folder: write_folder(content.records, folder),
        ),
        "gpkg": Form(
            Label("GeoPackage", "GeoPackage"),
            Label("แผนที่พร้อมคะแนน เปิดใน QGIS แล้วได้สีเดียวกัน", "layers with scores; opens in QGIS coloured like the map"),
            ".gpkg",
            "application/geopackage+sqlite3",
            write_geopackage,
            is_dated=True,
        ),
        "geojson": Form(
            Label("GeoJSON", "GeoJSON"),
            Label("งาน และพื้นที่พร้อมคะแนน สำหรับแผนที่เว็บ", "initiatives, and areas with scores, for web maps"),
            ".geojson",
            "application/geo+json",
            write_geojson,
            is_dated=True,
            has_level=True,
        ),
        "hxl": Form(
            Label("ตาราง 4W (HXL)", "4W table (HXL)"),
            Label("ใคร ทำอะไร ที่ไหน เมื่อไร สำหรับงานมนุษยธรรม", "who does what, where, when, for humanitarian work"),
            ".csv",
            "text/csv",
            write_hxl,
        ),
        "iati": Form(
            Label("IATI 2.03", "IATI 2.03"),
            Label("มาตรฐานความโปร่งใสของงานพัฒนา", "the standard of transparency in development work"),
            ".xml",
            "application/xml",
            write_iati,
            is_dated=True,
        ),
    }
)
"""Every form by the name that `export --format` takes."""

OWN = ("xlsx", "folder")
"""Forms that are read again with nothing lost."""
