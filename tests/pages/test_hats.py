"""The page of hats and shares, opened through its frame."""

import re

import pytest

from data.schema import typed
from data.store import make_store, open_store
from geo import hats
from geo.units import areas_of
from tests import tambon

PAGE = "see/hats.py"


def html(app):
    return " ".join(part.body for part in app.get("html"))


def plain(app):
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html(app)))


def rows_of(app, anchor="hats"):
    """The rows of the table under a heading, as lists of texts."""
    part = html(app).partition(f'id="part-{anchor}"')[2].partition("<h2")[0]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr.*?>(.*?)</tr>", part)[1:]]
    return [[re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", cell)).strip() for cell in row] for row in rows]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_shows_just_the_counts_of_five_or_more_and_says_that_others_are_hidden(open_page, demo_url, lang):
    app = open_page(demo_url, PAGE, lists="whole", lang=lang)
    assert not app.exception
    assert re.findall(r'<h2 id="part-([a-z]+)">', html(app)) == ["hats", "areas", "themes", "agencies"]
    records = open_store(demo_url).records(["hats", "areas"])
    truth = hats.people(records["hats"], areas_of(records["areas"]))
    shown = {tuple(int(cell.split()[0]) if cell[0].isdigit() else 0 for cell in row[1:]) for row in rows_of(app)}
    assert len(rows_of(app)) == len(truth) == 40
    assert shown == {tuple(count if count >= 5 else 0 for count in row) for row in truth.to_numpy().tolist()}
    few = "น้อยกว่า 5 คน ไม่แสดงจำนวน" if lang == "th" else "fewer than 5, not shown"
    assert sum(row.count(few) for row in rows_of(app)) == int((truth < 5).to_numpy().sum()) > 0
    assert not {"0 คน", "0 people"} & {cell for row in rows_of(app) for cell in row}
    assert "person-" not in html(app)


def test_the_heading_speaks_of_the_area_that_is_chosen(open_page, demo_url):
    for area, place in (("", "ทั้งจังหวัด"), ("8006", "อ.เชียรใหญ่")):
        app = open_page(demo_url, PAGE, area=area, lists="whole")
        counts = [
            int(row[3].split()[-2]) for row in rows_of(app) if row[3][-2:] == "คน" and row[3].split()[-2].isdigit()
        ]
        most = f"มากที่สุดตำบลละ {max(counts)} คน"
        assert f"<h1>{place}: มีคนสวมหมวกตั้งแต่สามใบขึ้นไปใน {len(counts)} ตำบลที่แสดงจำนวนได้ {most}</h1>" in html(app)


def test_long_tables_are_cut_until_they_are_asked_for_whole(open_page, demo_url):
    short, long = open_page(demo_url, PAGE), open_page(demo_url, PAGE, lists="whole")
    for anchor, most in (("hats", 20), ("areas", 10), ("themes", 10), ("agencies", 10)):
        whole = rows_of(long, anchor)
        assert rows_of(short, anchor) == whole[:most]
        assert len(whole) > most
        assert (
            f"และอีก {len(whole) - most} รายการ" in html(short).partition(f'id="part-{anchor}"')[2].partition("<h2")[0]
        )


def test_a_bar_stands_beside_its_number_under_their_heading(open_page, demo_url):
    assert re.search(
        r'<td data-label="สามใบขึ้นไป"><span><span class="bar bare"><span class="value">7 คน<',
        html(open_page(demo_url, PAGE)),
    )


def test_no_filter_of_the_reader_changes_a_count_of_people(open_page, demo_url):
    whole = {row[0]: row for row in rows_of(open_page(demo_url, PAGE, lists="whole"))}
    narrow = open_page(demo_url, PAGE, area="8006", theme="AGR", sector="community", day="2020-01-31")
    assert not narrow.exception
    assert rows_of(narrow)
    assert all(whole[row[0]] == row for row in rows_of(narrow))


def test_the_page_of_a_tambon_tells_its_counts_and_no_wider_area_does(open_page, demo_url):
    code = open_store(demo_url).records(["hats"])["hats"]["village_code"].str[:6].value_counts().index[0]
    assert 'id="part-hats"' in html(open_page(demo_url, "see/area.py", area=code))
    assert 'id="part-hats"' not in html(open_page(demo_url, "see/area.py", area=code[:4]))


def test_who_shares_can_be_counted_again_from_the_records(open_page, tambon_url):
    app = open_page(tambon_url, PAGE)
    assert not app.exception
    agencies = rows_of(app, "agencies")
    assert [row[0] for row in agencies[:2]] == ["เทศบาลสมมติ", "โครงการชลประทานสมมติ"]
    assert agencies[0][2:] == ["0 จาก 3 · ไม่ทราบ 2", "1 จาก 3 · ไม่ทราบ 2", "1 จาก 3 · ไม่ทราบ 2", "ไม่ทราบ 3"]
    assert agencies[1][1] == "ซ่อมประตูน้ำ ต.การะเกด สมมติ , ฝายสมมติ"
    assert agencies[1][2:] == ["1 จาก 2 · ไม่ทราบ 1", "1 จาก 2 · ไม่ทราบ 1", "ไม่ทราบ 2", "250,000 · ไม่ทราบ 1"]
    areas = {row[0]: row[1:] for row in rows_of(app, "areas")}
    assert len(areas) == 1
    assert next(iter(areas.values()))[0] == "โครงการชลประทานสมมติ (1 งาน) · ไม่ทราบ 7"
    assert rows_of(app, "themes")


def test_a_programme_that_two_agencies_recorded_counts_once_here_and_on_the_page_of_its_area(open_page, tmp_path):
    url = tambon.store(tmp_path)
    alone = open_page(url, PAGE)
    areas = {row[0]: row for row in rows_of(open_page(url, "see/area.py", area=tambon.AREA), "shares") if row}
    work = (
        open_store(url).records(["initiatives"])["initiatives"].set_index("initiative_id", drop=False).loc[["weir"]]
    )
    parts = {"initiative_id": "weir-again", "role": "implementing", "co_fund": True, "amount_thb": [250_000, 70_000]}
    open_store(url).apply(
        {
            "initiatives": work.assign(initiative_id="weir-again"),
            "participation": typed("participation", {**parts, "agency_id": ["irrigation", "municipality"]}),
            "ties": typed("ties", {"from_id": ["weir-again"], "to_id": "weir", "kind": "same_record"}),
        },
        "",
        "",
    )
    app = open_page(url, PAGE)
    assert not app.exception
    works = "5 หน่วยงานร่วมใน 7 งาน นับได้ 10 คู่งานกับหน่วยงาน"
    assert works in plain(alone)
    assert works in plain(app)
    agencies = {row[0]: row for row in rows_of(app, "agencies")}
    assert (
        agencies["โครงการชลประทานสมมติ"] == {row[0]: row for row in rows_of(alone, "agencies")}["โครงการชลประทานสมมติ"]
    )
    assert agencies["เทศบาลสมมติ"][2:] == [
        "1 จาก 3 · ไม่ทราบ 2",
        "1 จาก 3 · ไม่ทราบ 2",
        "1 จาก 3 · ไม่ทราบ 2",
        "70,000 · ไม่ทราบ 2",
    ]
    again = {row[0]: row for row in rows_of(open_page(url, "see/area.py", area=tambon.AREA), "shares") if row}
    assert again["โครงการชลประทานสมมติ"] == areas["โครงการชลประทานสมมติ"]
    assert [areas["เทศบาลสมมติ"][at] for at in (1, 5)] == ["2", "ไม่ทราบ 2"]
    assert [again["เทศบาลสมมติ"][at] for at in (1, 5)] == ["2", "70,000 · ไม่ทราบ 1"]


def test_a_register_without_records_gets_sentences(open_page, tmp_path):
    url = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url
    app = open_page(url, PAGE)
    assert not app.exception
    assert "ยังไม่มีบันทึกว่าใครช่วยงานหลายหน่วยงาน" in plain(app)
    assert "ไม่มีงานที่มีหน่วยงานร่วมตามพื้นที่ เรื่อง และวันที่เลือก" in plain(app)


def test_one_person_more_is_not_seen_by_who_noted_the_count_before(open_page, tmp_path):
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    store.apply(
        {
            "areas": typed("areas", {"code": ["80010101"], "name_th": "ก"}),
            "agencies": typed("agencies", {"agency_id": ["A1"], "name_th": "ข"}),
        },
        "",
        "",
    )
    people = [f"คนที่ {number}" for number in range(12)]
    for count, seen in ((6, "6 คน"), (7, "6 คน"), (11, "11 คน")):
        table = typed("hats", {"person": people[:count], "village_code": "80010101", "agency_id": "A1"})
        store.apply({"hats": table}, "", "")
        assert rows_of(open_page(store.url, PAGE))[0][1] == seen
