"""A sound file of every form that is read, as the parts of a folder. This module is what fuzzed files grow from."""

import functools
import io
import json
import sqlite3
import tempfile
import warnings
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import shapely
import xlsxwriter
from small import SMALL

Seed = Mapping[str, bytes]
"""Content by the name of the file; several files are a folder."""

_ROWS = {
    "initiative_id": ["X1", "X2", "X3"],
    "title_th": ["ซ่อมฝาย", "ขุดบ่อ", "ประปาภูเขา"],
    "status": ["implementation", "closed", ""],
    "start_date": ["2007-02-16", "2549", "ก.พ. 50"],
    "households": ["12", "๑,๒๐๐", ""],
    "themes": ["W1", "W2;W1", ""],
    "areas": ["80060101", "800601", "8006"],
}
_LIST = (
    "ลำดับ,ชื่อโครงการ,หน่วยงาน,ตำบล,อำเภอ,หมู่ที่,สถานะ,วันที่เริ่ม,งบประมาณ (บาท),ละติจูด,ลองจิจูด\n"
    '1,ซ่อมฝาย,อบต.ท่าดี,ท่าดี,ลานสกา,1,ดำเนินการ,16/2/2550,"1,200",8.5,99.8\n'
    "2,ขุดบ่อ,กลุ่มผู้ใช้น้ำ,ท่าดี,ลานสกา,2,ปิด,2549,500 บาท,,\nรวม,,,,,,,,1700,,\n"
)
_HXL = (
    "Activity,Agency,Who,Tambon,Lat,Lon,From,Households,Sector\n"
    "#activity+name,#org+funder,#org+impl,#adm3+code,#geo+lat,#geo+lon,#date+start,#reached+households,#sector\n"
    "ซ่อมฝาย,A1,กลุ่มผู้ใช้น้ำ,TH800601,8.5,99.8,2007-02-16,12,น้ำ\nขุดบ่อ,A2,A1,800602,,,2549,,W2\n"
)
_KOBO = (
    "start;end;งาน/ชื่อโครงการ;งาน/หน่วยงาน;ที่/ตำบล;ที่/หมู่ที่;ประเด็น;ประเด็น/W1;ประเด็น/W2;สถานะ;พิกัด;_พิกัด_latitude;_พิกัด_longitude;"
    "_id;_uuid;_submission_time;_index\n"
    "2021-03-04T10:00:00.000+07:00;;ซ่อมฝาย;A1;ท่าดี;1;W1 W2;1;1;ดำเนินการ;8.5 99.8 12.1 4.9;8.5;99.8;77;3b6f-aa;2021-03-04T10:10:11;1\n"
    "2021-03-05T10:00:00.000+07:00;;ขุดบ่อ;กลุ่มผู้ใช้น้ำ;ท่าดี;2;;;;ปิด;;;;78;3b6f-ab;2021-03-05T10:10:11;2\n"
)
_ODK = (
    "SubmissionDate,start,work-project_name,work-agency,work-status,work-start_date,place-tambon,place-gps-Latitude,"
    "place-gps-Longitude,themes,meta-instanceID,KEY,Status,ReviewState\n"
    "2021-03-04T10:10:11.000Z,2021-03-04T10:00:00.000Z,ซ่อมฝาย,A1,closed,2020-10-01,ท่าดี,8.5,99.8,W1 W2,uuid:9f,uuid:9f,,approved\n"
)
_IATI = """<iati-activities version="2.03"><iati-activity xml:lang="th" default-currency="THB">
<iati-identifier>TH-X-1</iati-identifier><reporting-org ref="TH-X"><narrative>Reporter</narrative></reporting-org>
<title><narrative>ประปาภูเขา</narrative><narrative xml:lang="en">Water</narrative></title>
<description type="1"><narrative>ท่อ</narrative></description>
<participating-org ref="A1" role="2"/><participating-org role="4" type="22"><narrative>กลุ่มผู้ใช้น้ำ</narrative></participating-org>
<activity-status code="2"/><activity-date type="2" iso-date="2022-03-04"/><activity-date type="3" iso-date="2025-12-31"/>
<location><location-id vocabulary="A4" code="TH80060101"/><name><narrative>บ้านวังไทร</narrative></name>
<point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>8.4 99.7</pos></point></location>
<sector vocabulary="1" code="14031" percentage="100"/>
<budget type="1"><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/><value>100.5</value></budget>
<related-activity ref="TH-X-2" type="1"/><document-link url="https://example.org/1"/></iati-activity>
<iati-activity><iati-identifier>TH-X-2</iati-identifier><title><narrative>Programme</narrative></title>
<related-activity ref="TH-X-1" type="2"/></iati-activity></iati-activities>"""


def _places() -> gpd.GeoDataFrame:
    points = [shapely.Point(99.7, 8.4), shapely.Point(99.8, 8.5), None]
    return gpd.GeoDataFrame(_ROWS, geometry=points, crs="EPSG:4326")


def _workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, text in SMALL.items():
            page = book.add_worksheet(name)
            for at, line in enumerate(text.splitlines()):
                page.write_row(at, 0, line.split(","))
    return buffer.getvalue()


def _spatial() -> dict[str, Seed]:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (shapes := Path(folder) / "shapes").mkdir()
        _places().to_file(Path(folder) / "a.gpkg", layer="initiatives")
        _places().to_file(shapes / "a.shp", encoding="utf-8")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in sorted(shapes.iterdir()):
                archive.write(part, part.name)
        with closing(sqlite3.connect(Path(folder) / "a.gpkg", isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM")
        geopackage = (Path(folder) / "a.gpkg").read_bytes()
    return {"gpkg": {"a.gpkg": geopackage}, "shapefile": {"a.zip": buffer.getvalue()}}


@functools.cache
def seeds() -> Mapping[str, Seed]:
    """One sound file of each form, by the name of the form."""
    collection = json.loads(_places().to_json())
    own = "\n".join(
        [",".join(_ROWS), *(",".join(f'"{cell}"' for cell in row) for row in zip(*_ROWS.values(), strict=True))]
    )
    return {
        "folder": {f"{name}.csv": text.encode() for name, text in SMALL.items()},
        "csv": {"initiatives.csv": own.encode()},
        "list": {"งาน.csv": _LIST.encode("utf-8-sig")},
        "hxl": {"hxl.csv": _HXL.encode()},
        "kobo": {"kobo.csv": _KOBO.encode()},
        "odk": {"odk.csv": _ODK.encode()},
        "iati": {"a.xml": _IATI.encode()},
        "geojson": {"a.geojson": json.dumps(collection).encode()},
        "xlsx": {"a.xlsx": _workbook()},
        **_spatial(),
    }
