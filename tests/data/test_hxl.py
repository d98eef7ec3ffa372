"""Who does what where, with hashtags and without."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from small import SMALL

from data.readers.hxl import hxl_layout
from data.readers.records import reading
from data.readers.tables import Sheet
from data.schema import typed

INPUT = Path(__file__).resolve().parents[3] / "shared" / "input"
NEPAL, VANUATU = INPUT / "nepal_rc_3w_2015", INPUT / "vanuatu_pam_3w_2015"
_HAS_INPUT = pytest.mark.skipif(not INPUT.exists(), reason="the shared input files are not here")


@pytest.fixture
def known(write):
    return reading(write(SMALL, "known")).records


def _targets(tags):
    layout = hxl_layout(Sheet("x", [tags.split()]))
    return {
        tag: " ".join(target.partition(".")[2] for target in told) for tag, told in layout.targets.items() if told
    }


@pytest.mark.parametrize(
    ("tags", "targets"),
    [
        ("#activity+name #activity+code #org+funder", "title_th initiative_id funding"),
        ("#activity #org+funding #org+impl #org+prog", "title_th funding implementing accountable"),
        ("#activity #org #org+impl+name", "title_th accountable implementing"),
        ("#ACTIVITY #Org+Name #sector", "title_th implementing themes"),
        ("#activity #sector #subsector", "title_th parent themes"),
        ("#activity #org+code #org+name", "title_th implementing implementing_name"),
        ("#activity #sector+code #sector+name", "title_th themes name_th"),
        ("#activity #adm1+name #adm2+name #adm3+code #adm3+name", "title_th province amphoe code tambon"),
        ("#activity #adm3 #adm4 #adm5", "title_th tambon - village"),
        ("#activity #loc", "title_th text"),
        ("#activity #geo+lat #geo+lon", "title_th latitude longitude"),
        ("#activity #date+start #date+end #status", "title_th start_date end_date status"),
        ("#activity #targeted+hh #reached+households #affected", "title_th - households"),
        ("#activity #value+thb #description #meta+url", "title_th budget_thb description source_url"),
        ("#activity #value+usd #meta+id #indicator", "title_th"),
        ("#sector #adm3 #adm3+code", "themes,title_th tambon,title_th code"),
        ("#subsector #sector #adm3", "themes,title_th parent tambon,title_th"),
    ],
)
def test_hashtags_say_what_a_column_is(tags, targets):
    wanted = dict(zip(tags.split(), targets.split(), strict=False))
    assert _targets(tags) == {tag: name.replace(",", " ") for tag, name in wanted.items() if name != "-"}


ROWS = [
    ["งานปี 2550", "", "", "", "", "", ""],
    ["รหัส", "งาน", "หน่วยงาน", "ผู้ให้ทุน", "ด้าน", "รหัสตำบล", "สถานะ"],
    ["#activity+code", "#activity+name", "#org+prog", "#org+funder", "#sector", "#adm3+code", "#status"],
    ["P1", "ฝาย", "อบต.ท่าดี", "มูลนิธิใหม่", "ฝาย", "TH800601", "Ongoing"],
    ["P1", "ฝาย", "อบต.ท่าดี", "", "ดิน", "800602", "Ongoing"],
    ["P2", "บ่อ", "A2", "", "", "#N/A", "Planned"],
    ["P3", "ถนน", "A2", "", "", "809999", "Planned"],
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_row_of_hashtags_below_other_rows_is_found_and_columns_keep_their_own_names(tmp_path, known, suffix):
    file = tmp_path / f"3w{suffix}"
    if suffix == ".xlsx":
        with xlsxwriter.Workbook(str(file)) as book:
            sheet = book.add_worksheet("ข้อมูล")
            for at, row in enumerate(ROWS):
                sheet.write_row(at, 0, row)
            book.add_worksheet("อื่น ๆ").write_row(0, 0, ["a", "b"])
    else:
        file.write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    found = reading(file, known=known)
    assert found.form == "hxl"
    assert [(one.row, one.column, one.code, one.value) for one in found.problems] == [
        (7, "รหัสตำบล", "unknown_area", "809999")
    ]
    initiatives = found.records["initiatives"].fillna({"themes": "", "areas": ""})
    assert initiatives[["initiative_id", "themes", "areas", "status"]].to_numpy().tolist() == [
        ["P1", "W2;ดิน", "800601;800602", "implementation"],
        ["P2", "", "", "pipeline"],
        ["P3", "", "", "pipeline"],
    ]
    assert found.records["unplaced"][["initiative_id", "reason"]].to_numpy().tolist() == [["P2", "#N/A"]]
    assert found.records["agencies"]["name_th"].tolist() == ["มูลนิธิใหม่"]
    assert found.records["themes"]["name_th"].tolist() == ["ดิน"]
    told = {(note.row, note.code) for note in found.notes}
    assert {(4, "new_agency"), (5, "new_theme"), (6, "unplaced")} <= told


def _areas(rows):
    return typed("areas", pd.DataFrame(rows, columns=["code", "name_th", "level", "parent"]).drop_duplicates("code"))


def _features(folder, name):
    return [feature["properties"] for feature in json.loads((folder / name).read_text(encoding="utf-8"))["features"]]


@_HAS_INPUT
def test_a_real_3w_of_nepal_lies_where_its_own_polygons_are(store, run):
    rows = [("524", "Nepal", "province", None)]
    for one in _features(NEPAL, "nepal_vdc.geojson"):
        code = one["HLCIT_CODE"]
        rows += [(code[:11], one["DIST_NAME"], "amphoe", "524"), (code, code, "tambon", code[:11])]
    areas = _areas(rows)
    store.apply({"areas": areas}, "", "")
    found = reading(NEPAL / "data.csv", known=store.records())
    assert (found.form, found.problems) == ("hxl", [])
    assert len(found.records["initiatives"]) == 2282 - 3
    assert found.records["initiatives"]["areas"].isin(areas["code"]).sum() == 2251
    assert len(found.records["unplaced"]) == 31 - 3
    assert Counter(note.code for note in found.notes if note.table != "file") == {
        "unplaced": 28, "repeated_row": 3, "new_agency": 11, "new_theme": 8,
    }  # fmt: skip
    assert found.records["initiatives"]["title_th"].tolist()[0] == "Health and Care · Chitapol"
    assert run("import", NEPAL / "data.csv").code == 0
    version = store.version()
    again = run("import", NEPAL / "data.csv")
    assert (again.code, store.version()) == (0, version)
    assert "nothing changed" in again.out


@_HAS_INPUT
def test_a_real_3w_of_vanuatu_without_hashtags_is_read_by_its_headings():
    rows = []
    for one in _features(VANUATU, "vanuatu.geojson"):
        rows += [
            (one["adm1code"], one["adm1label"], "province", None),
            (one["adm2code"], one["adm2label"], "amphoe", one["adm1code"]),
            (one["adm3code"], one["adm3label"], "tambon", one["adm2code"]),
        ]
    found = reading(VANUATU / "data.csv", known={"areas": _areas(rows)})
    assert found.form == "table"
    assert Counter(note.code for note in found.notes)["repeated_row"] == 2510 - len(found.records["initiatives"])
    assert len(found.records["agencies"]) == 58 - 2
    assert {(note.value, note.suggestion) for note in found.notes if note.code == "read_as"} == {
        ("IsraAID", "IsraAid"),
        ("EDUCATION", "Education"),
        ("Save the children", "Save the Children"),
    }
    assert len(found.records["themes"]) == 6
    assert set(found.records["initiatives"]["status"]) == {"pipeline", "implementation", "closed"}
    assert [(one.row, one.code, one.value) for one in found.problems] == [
        (1403, "unknown_area", "VUT0106024"),
        (2046, "unknown_area", "VUT0105072"),
        (2047, "unknown_area", "VUT0105073"),
    ]
    kept = replace(found.layout, makes=found.layout.makes | {"unplaced"})
    apart = reading(VANUATU / "data.csv", known={"areas": _areas(rows)}, layout=kept)
    assert apart.problems == []
    assert apart.records["unplaced"]["place"].tolist().count("VUT0106024") == 1
