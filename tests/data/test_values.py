import numpy as np
import pytest
from small import SMALL

from data.readers.records import read, reading

_AREAS = "initiative_id,title_th,areas\nI1,ก,"
_HATS = "person,village_code,agency_id\n"
_START = "initiative_id,title_th,start_date,end_date\nI1,ก,"


def _with(**files):
    return {**SMALL, **files}


@pytest.mark.parametrize(
    ("table", "content", "column", "code", "suggestion"),
    [
        ("initiatives", _AREAS + "800601;800609\n", "areas", "unknown_area", "800601 / 800602"),
        ("initiatives", _AREAS + "ตำบลท่าดี\n", "areas", "unknown_area", "800601"),
        ("initiatives", _AREAS + "ต. ท่าดิ\n", "areas", "unknown_area", "800601"),
        ("initiatives", _AREAS + "ลานสกา\n", "areas", "unknown_area", "8006 / 800602"),
        ("initiatives", _AREAS + "8006;ลานสกา\n", "areas", "unknown_area", "8006 / 800602"),
        ("initiatives", _AREAS + "800601;หมู่ 2\n", "areas", "unknown_area", "80060102"),
        ("initiatives", _AREAS + "หมู่ ๑ ต.ท่าดี อ.ลานสกา\n", "areas", "unknown_area", "80060101"),
        ("initiatives", _AREAS + "ต.ท่าดี อ.หาดใหญ่\n", "areas", "unknown_area", ""),
        ("initiatives", "initiative_id,title_th,themes\nI1,ก,WW1\n", "themes", "unknown_theme", "W1"),
        ("participation", "initiative_id,agency_id\nI1,อบต ท่าดี\n", "agency_id", "unknown_agency", "A1"),
        ("participation", "initiative_id,agency_id\nI1,องค์การบริหารส่วนตำบลท่าดี\n", "agency_id", "unknown_agency", "A1"),
        ("participation", "initiative_id,agency_id\nI77,A1\n", "initiative_id", "unknown_initiative", ""),
        ("participation", "initiative_id,agency_id,role\nI1,A1,9\n", "role", "unknown_value", ""),
        ("participation", "initiative_id,agency_id,role\nI1,A1,acountable\n", "role", "unknown_value", "accountable"),
        ("participation", "initiative_id,agency_id,co_fund\nI1,A1,บางที\n", "co_fund", "bad_boolean", ""),
        ("participation", "initiative_id,agency_id,amount_thb\nI1,A1,สิบบาท\n", "amount_thb", "bad_number", ""),
        ("participation", "initiative_id,agency_id,amount_thb\nI1,A1,nan\n", "amount_thb", "bad_number", ""),
        ("participation", "initiative_id,agency_id,amount_thb\nI1,A1,-5\n", "amount_thb", "out_of_range", ""),
        ("ties", "from_id,to_id,kind\nI1,I1,co_work\n", "to_id", "self_tie", ""),
        ("ties", "from_id,to_id,kind,level\nI1,I2,co_work,6\n", "level", "out_of_range", ""),
        ("ties", "from_id,to_id,kind,level\nI1,I2,co_work,2.5\n", "level", "bad_integer", ""),
        ("coverage", "agency_id,area_code\nA1,80\nA1,900101\n", "area_code", "unknown_area", ""),
        ("coverage", "agency_id,area_code,theme\nA1,80,w2\n", "theme", "unknown_theme", "W2"),
        ("coverage", "agency_id,area_code,theme\nA1,80,ประปา\n", "theme", "unknown_theme", "W1"),
        ("coverage", "agency_id,area_code,theme\nA1,80,ปะปาหมู่\n", "theme", "unknown_theme", "W1"),
        ("initiatives", "initiative_id,title_th,status\nI1,ก,กำลังทำ\n", "status", "unknown_value", "implementation"),
        ("indicators", "area_code,indicator,year,value\n80,x,3000,1\n", "year", "out_of_range", ""),
        ("hats", _HATS + "สมชาย,80060103,A1\n", "village_code", "unknown_area", "80060101 / 80060102"),
        ("initiatives", _START + "31/2/2550,\n", "start_date", "impossible_date", "2007-02-28"),
        ("initiatives", _START + "2550,2549\n", "end_date", "end_before_start", ""),
        ("initiatives", "initiative_id,title_th,longitude,latitude\nI1,ก,99.9,\n", "latitude", "half_point", ""),
        ("initiatives", "initiative_id,title_th,longitude,latitude\nI1,ก,8.4,99.9\n", "latitude", "out_of_range", ""),
        ("initiatives", "initiative_id,title_th,source_url\nI1,ก,javascript:alert(1)\n", "source_url", "bad_url", ""),
        ("areas", "code,name_th,level\n8006,ก,tambon\n", "level", "wrong_level", "amphoe"),
        ("areas", "code,name_th,parent\n800601,ก,8007\n", "parent", "wrong_parent", "8006"),
        ("areas", "code,name_th,level\nNP-1,ก,\n", "level", "missing_level", ""),
        ("areas", "code,name_th,level\nNP-1,ก,tambon\n", "parent", "missing_parent", ""),
        ("areas", "code,name_th,level,parent\nNP-1,ก,tambon,NP\n", "parent", "unknown_area", ""),
        ("areas", "code,name_th,level,parent\nNP,ก,province,\nNP-1,ข,amphoe,nP\n", "parent", "unknown_area", "NP"),
        ("areas", "code,name_th,level,parent\nNP-1,ก,village,8006\n8006,ข,,\n", "parent", "wrong_parent", ""),
        ("precision", "table,record,column,precision\nties,I9,start_date,year\n", "record", "unknown_record", ""),
    ],
)  # fmt: skip
def test_each_bad_value_is_a_problem_with_the_likely_one(write, table, content, column, code, suggestion):
    _, problems = read(write({**{k: v for k, v in SMALL.items() if table != "areas"}, table: content}), known={})
    found = [
        problem for problem in problems if (problem.table, problem.column, problem.code) == (table, column, code)
    ]
    assert found
    assert found[0].suggestion == suggestion


def test_codes_of_iati_and_thai_words_are_known(write):
    statuses = ["1", "2", "3", "๔", "ยกเลิก", "Suspended", "กำลังดำเนินการ"]
    rows = "".join(f"I{at},ก,{status}\n" for at, status in enumerate(statuses))
    roles = "I0,A1,1\nI1,A1,2\nI2,A1,3\nI3,A1,4\nI4,A1,เจ้าภาพ\nI5,A1,คุณอำนวย\n"
    folder = write(
        _with(
            initiatives=f"initiative_id,title_th,status\n{rows}",
            participation=f"initiative_id,agency_id,role\n{roles}",
            agencies="agency_id,name_th,sector\nA1,ก,ภาครัฐ\n",
            ties="from_id,to_id,kind,confirmed\nI1,I2,ต่อยอด,ใช่\n",
        )
    )
    records, problems = read(folder)
    assert problems == []
    assert records["initiatives"]["status"].tolist() == [
        "pipeline", "implementation", "finalisation", "closed", "cancelled", "suspended", "implementation",
    ]  # fmt: skip
    assert records["participation"]["role"].tolist() == [
        "funding", "accountable", "extending", "implementing", "accountable", "extending",
    ]  # fmt: skip
    assert records["ties"].iloc[0][["kind", "confirmed"]].tolist() == ["builds_on", True]


def test_numbers_take_thousands_signs_and_thai_digits_and_codes_stay_text(write):
    folder = write({"areas": 'code,name_th,population\n800601,ก,"12,345"\n800602,ข,๑๒๓\n080603,ค,\n'})
    records, problems = read(folder)
    assert problems == []
    assert records["areas"]["population"].tolist()[:2] == [12345, 123]
    assert np.isnan(records["areas"]["population"].iloc[2])
    assert records["areas"]["code"].iloc[2] == "080603"


def test_a_date_read_in_one_of_several_ways_is_a_note_and_no_problem(write):
    found = reading(write(_with(initiatives="initiative_id,title_th,start_date\nI1,ก,3/4/2007\nI2,ข,ก.พ. 50\n")))
    assert found.problems == []
    assert [(note.row, note.code, note.suggestion) for note in found.notes] == [
        (2, "date_read_as", "2007-04-03"),
        (3, "date_read_as", "2007-02-01"),
    ]


def test_a_sign_that_guards_a_formula_is_taken_off(write):
    records, _ = read(write({"themes": "code,name_th\nA,'=1+1\nB,''=1\nC,'ก\n"}))
    assert records["themes"]["name_th"].tolist() == ["=1+1", "'=1", "'ก"]


def test_thai_digits_in_codes_are_digits(write):
    folder = write(
        {
            "areas": "code,name_th\n๘๐,ก\n๘๐๐๖,ข\n๘๐๐๖๐๑,ค\n",
            "themes": "code,name_th\nW๑,น้ำ\n",
            "initiatives": "initiative_id,title_th,areas,themes\nI๑,งานที่ ๑,๘๐๐๖๐๑;8006,W1\n",
            "indicators": "area_code,indicator,year,value\n๘๐๐๖๐๑,x,๒๕๕๐,๑\n",
        }
    )
    records, problems = read(folder)
    assert problems == []
    assert records["areas"]["code"].tolist() == ["80", "8006", "800601"]
    assert records["areas"]["level"].tolist() == ["province", "amphoe", "tambon"]
    assert records["initiatives"].loc[0, ["initiative_id", "title_th", "areas", "themes"]].tolist() == [
        "I1", "งานที่ ๑", "800601;8006", "W1",
    ]  # fmt: skip
    assert records["indicators"]["area_code"].tolist() == ["800601"]
