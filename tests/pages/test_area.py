"""The page of one area and of one record, held to a tambon in which everything occurs once."""

import itertools
import re

import pytest
from tambon import AREA, NEIGHBOUR, VILLAGE

from tests import stores
from tests.browser import province
from tests.browser.serving import command

AREA_PAGE, WORK_PAGE = "see/area.py", "see/work.py"


def html(app):
    return " ".join(part.body for part in app.get("html"))


def plain(markup):
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", markup))


def part(app, anchor):
    """The page from one heading to the next of its level."""
    return re.search(rf'<h2 id="part-{anchor}">(.*?)(?=<h2|$)', html(app), re.DOTALL)[1]


@pytest.fixture
def area(open_page, tambon_url):
    return lambda code=AREA, **more: open_page(tambon_url, AREA_PAGE, area=code, **more)


@pytest.fixture
def work(open_page, tambon_url):
    return lambda one, **more: open_page(tambon_url, WORK_PAGE, work=one, **more)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("code", ["80", "8006", AREA, VILLAGE, "800101", NEIGHBOUR])
def test_every_heading_that_the_contents_lead_to_is_there_in_order(area, code, lang):
    app = area(code, lang=lang)
    assert not app.exception
    said = html(app)
    wanted = re.findall(r'<a href="#(part-[a-z-]+)">', said)
    assert wanted == re.findall(r'<h2 id="(part-[a-z-]+)">', said)
    assert len(wanted) >= 10
    assert said.count("<h1") == 1
    levels = [int(level) for level in re.findall(r"<h([123])[ >]", said)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_english_leaves_no_thai_sentence_of_ours(area, work):
    for app in (area(lang="en"), work("weir", lang="en")):
        without_names = re.sub(r"\S*สมมติ|ซ่อมประตูน้ำ ต.การะเกด", "", plain(html(app)))  # assets have a Thai name only
        assert not re.search("[ก-๙]{4,}", without_names)


def test_people_are_told_with_date_and_trend_and_a_village_has_those_of_its_tambon(area):
    profile = part(area(), "profile")
    assert "6,941 คน · 2,495 ครัวเรือน (ทะเบียนราษฎร ณ 31 ธันวาคม 2564)" in plain(profile)
    assert re.search(r'role="img" aria-label="ประชากรรายปี: 2547 7,428 คน, .*2564 6,941 คน"', profile)
    assert profile.count('class="column"') == 10
    assert "-487 คน (-6.6%)" in plain(profile)
    village = plain(part(area(VILLAGE), "profile"))
    assert "หมู่บ้านไม่มีตัวเลขของตนเองในทะเบียน" in village
    assert "ต.การะเกดทั้งตำบล" in village
    assert "6,941 คน" in village


def test_the_amphoe_has_the_sum_of_its_tambon_in_every_year(area):
    assert "41,995 คน" in plain(part(area("8006"), "profile"))
    assert "2564 41,995 คน" in part(area("8006"), "profile")


def test_local_government_is_told_with_its_extent(area):
    assert "ทั้งพื้นที่" in plain(part(area(), "profile")).split("องค์กรปกครองส่วนท้องถิ่น")[1]
    assert plain(part(area("800601"), "profile")).count("บางส่วน") == 2


def test_existing_capital_is_counted_by_kind_and_state_and_unknown_is_said(area):
    profile = plain(part(area(), "profile"))
    assert "กลุ่ม ใช้งานอยู่ 1" in profile
    assert "สถานที่ ไม่ได้ใช้งาน 1" in profile
    assert "กองทุน ไม่ทราบ 1" in profile
    assert "เครือข่ายที่อื่นสมมติ" not in profile
    assert "ยังไม่มีบันทึกทุนเดิม" in plain(part(area("80061106"), "profile"))


def test_the_figures_are_worked_out_with_this_areas_own_numbers(area):
    said = plain(html(area()))
    assert "ผลรวมหน้างานซ้ำ 1 ÷ 12 หมู่บ้าน = 0.08" in said
    assert "นับเฉพาะงานที่ระบุหมู่บ้านเอง 1 ÷ 12 = 0.08" in said
    # fronts: 12 villages of rice, one of flood control, one of irrigation, and the surplus
    assert "หน้างานเปิดอยู่ 15 = 14 ช่อง (หมู่บ้าน × เรื่อง) + ที่ซ้ำ 1 ดังนั้น 1 ÷ 15 = 7%" in said
    assert "ยังไม่เผยแพร่ดัชนี" in said or "ดัชนี = 100 ×" in said


def test_where_nothing_is_recorded_nothing_is_computed_and_no_zero_is_shown(area):
    app = area("800604")
    assert "ไม่ใช่ศูนย์" in html(app)
    assert '<div class="value">0' not in html(app)


def test_the_grid_tells_villages_host_and_surplus_in_words(area):
    grid = part(area(), "grid")
    assert 'role="region"' in grid
    assert 'tabindex="0"' in grid
    assert grid.count('<th scope="row">') == 4
    cells = dict(re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', grid))
    assert plain(cells["โครงการชลประทานสมมติ"]).split() == ["1", "เจ้าภาพ", "ซ้ำ", "1"]
    assert plain(cells["มูลนิธิสมมติ"]).split() == ["1", "เจ้าภาพ", "ซ้ำ", "1"]
    assert plain(cells["กลุ่มผู้ใช้น้ำสมมติ"]).split() == ["12", "เจ้าภาพ"]
    assert "วิทยาลัยสมมติ" not in cells


def test_time_is_drawn_with_words_and_open_ends_and_the_baton_is_said(area):
    time = part(area(), "timeline")
    assert 'aria-label="ฝายสมมติ: 10 ม.ค. 2566 – 31 ธ.ค. 2567, ดำเนินอยู่"' in time
    assert 'aria-label="นาแปลงใหญ่สมมติ: ไม่ทราบวันเริ่ม – 31 ธ.ค. 2569, ดำเนินอยู่"' in time
    assert re.search(r'class="span open after"', time)
    assert re.search(r'class="span open before"', time)
    assert re.search(r'class="span unsure after"', time)
    assert "สระเก่าสมมติ ส่งไม้ต่อให้ สระใหม่สมมติ (เว้น 1 เดือน)" in plain(time)
    assert "ไม่ทราบทั้งวันเริ่มและวันสิ้นสุด 1 งาน" in plain(time)
    assert "<caption>งานตามเวลา</caption>" in time


def test_every_tie_is_told_with_level_confirmation_and_whether_it_holds(area):
    ties = part(area(), "ties")
    rows = [plain(row) for row in re.findall("<tr>(.*?)</tr>", ties)[1:]]
    assert len(rows) == 3
    assert "2 เส้นมีผลอยู่ ณ วันนี้ จากทั้งหมด 3" in plain(ties)
    ended = next(row for row in rows if "ฝายสมมติ" in row)
    assert "ทำงานร่วมกัน" in ended
    assert "3 ยังไม่ครบสองฝ่าย สิ้นสุดแล้ว" in ended
    across = next(row for row in rows if "สวนโรงเรียนสมมติ" in row)
    assert "2 (ตามชนิด) ไม่ทราบ มีผลอยู่" in across
    assert "มูลนิธิสมมติ (เจ้าภาพ)" in across


def test_neighbours_share_a_border_and_are_links_and_this_area_stands_out(area):
    beside = part(area(), "beside")
    assert re.search(r'<tr class="marked">.*?ต\.การะเกด', beside)
    assert f"area={NEIGHBOUR}" in beside
    assert "แนวเขตโดยประมาณ" in beside
    assert "area=801501" not in beside


def test_shares_keep_no_apart_from_unknown(area):
    shares = part(area(), "shares")
    rows = {plain(row).split()[0]: plain(row) for row in re.findall("<tr>(.*?)</tr>", shares)}
    assert re.search(r"1 1 จาก 1 1 จาก 1 ไม่ทราบ 1 250,000", rows["โครงการชลประทานสมมติ"])
    assert re.search(r"2 0 จาก 2 · ไม่ทราบ 1 1 จาก 2 · ไม่ทราบ 1 1 จาก 2 · ไม่ทราบ 1", rows["เทศบาลสมมติ"])
    silent = plain(part(area("80061103"), "shares"))
    assert "ยังไม่มีบันทึกว่าใครลงขัน ลงมือ หรือรับประโยชน์ใน 1 คู่งาน" in silent


def test_a_facilitator_is_told_with_what_it_carries_elsewhere(area):
    found = plain(part(area(), "facilitators"))
    assert "วิทยาลัยสมมติ ฝายสมมติ 1 งาน" in found
    assert "ไม่มีบันทึกว่าใครเป็นคุณอำนวย" in plain(part(area("80061102"), "facilitators"))


def test_records_that_lack_something_are_listed_with_what_they_lack(area):
    records = plain(part(area(), "records"))
    assert "รอยืนยันสถานะ 1 งาน" in records
    assert "ยังขาด: เรื่อง, หน่วยงานเจ้าภาพหรือลงมือ, สถานะ" in records
    assert "ระบุเพียงตำบล ไม่บอกหมู่บ้าน" in records


def test_what_is_not_on_the_map_is_listed_apart(area):
    off = plain(part(area(), "off-map"))
    assert "งานทั้งอำเภอสมมติ" in off
    assert "ซ่อมประตูน้ำ ต.การะเกด สมมติ" in off
    assert "อาจหมายถึงที่นี่" in off
    assert "ซ่อมประตูน้ำ" not in plain(part(area(NEIGHBOUR), "off-map"))


def test_the_step_that_would_help_most_names_its_cases(open_page, invented_url):
    said = html(open_page(invented_url, AREA_PAGE, area="8009"))
    step = re.search(r"ก้าวที่ได้ผลมากที่สุด: .*?<summary>กรณีที่ทำก้าวนี้ได้ \((\d+)\)</summary><ul>(.*?)</ul>", said)
    assert int(step[1]) >= step[2].count("<li>") > 0
    assert "ทำแล้ว" not in plain(step[2])


def test_buttons_lead_to_the_area_before_and_after_at_the_same_level(area):
    app = area()
    steps = {button.label: button for button in app.button}
    steps["ถัดไป →"].click().run()
    assert app.query_params["area"] == NEIGHBOUR
    steps = {button.label: button for button in app.button}
    steps["← ก่อนหน้า"].click().run()
    assert app.query_params["area"] == AREA
    whole = {button.label: button.disabled for button in area("80").button}
    assert whole["ถัดไป →"]
    assert whole["← ก่อนหน้า"]


def test_every_title_leads_to_the_page_of_its_record(area):
    said = html(area())
    for title in ("ฝายสมมติ", "ทางระบายน้ำสมมติ", "สระเก่าสมมติ", "งานทั้งอำเภอสมมติ"):
        assert len(re.findall(rf">{title}</a>", said)) >= 1
        assert not re.search(rf"<strong>{title}</strong>", said)


def test_a_record_tells_all_that_is_known_and_says_what_is_not(work):
    said = plain(html(work("weir")))
    assert "ณ วันนี้: ดำเนินอยู่ เพราะบันทึกว่ากำลังดำเนินการ" in said
    assert "บ้านเกาะทวด ต.การะเกด อ.เชียรใหญ่" in said
    assert "โครงการชลประทานสมมติ เจ้าภาพ ใช่ ใช่ ไม่ทราบ 250,000" in said
    assert "เทศบาลสมมติ ลงมือ ไม่ใช่ ใช่ ไม่ทราบ ไม่ทราบ" in said
    assert "งบประมาณ (บาท) ไม่ทราบ" in said
    assert "กลุ่มออมน้ำสมมติ" in said
    assert "https://example.org/invented/weir" in said
    assert "อยู่ใน 1 ช่อง (หมู่บ้าน × เรื่อง) ใน 1 ช่องมีหน้างานซ้ำ" in said
    assert "ไม่ขาดข้อมูลที่ต้องใช้นับ" in said


def test_a_record_without_a_source_says_so_and_tells_how_exact_its_dates_are(work):
    said = plain(html(work("drain")))
    assert "ไม่มีที่อยู่แหล่งข้อมูล" in said
    assert "ก.พ. 2566 (แหล่งข้อมูลบอกเพียงเดือน)" in said


@pytest.mark.parametrize(
    ("one", "why"),
    [
        ("silent", "รอยืนยันสถานะ เพราะไม่มีวันสิ้นสุด และทราบสถานะล่าสุดเมื่อ 1 มิถุนายน 2564"),
        ("unsaid", "ไม่ทราบสถานะ เพราะไม่มีบันทึกสถานะ"),
        ("ahead", "เตรียมการ เพราะบันทึกสถานะไว้เช่นนั้น"),
        ("old-pond", "ปิดแล้ว เพราะบันทึกสถานะไว้เช่นนั้น"),
    ],
)
def test_a_record_says_why_it_stands_as_it_does(work, one, why):
    assert why in plain(html(work(one)))


@pytest.mark.parametrize(
    ("one", "why"),
    [
        ("amphoe", "ไม่ระบุตำบลหรือหมู่บ้าน"),
        ("nowhere", "ไม่ระบุตำบลหรือหมู่บ้าน"),
        ("old-pond", "วันนี้ไม่ใช่งานที่เปิดอยู่"),
    ],
)
def test_a_record_that_counts_nowhere_says_why(work, one, why):
    assert f"งานนี้ไม่อยู่ในช่องใด: {why}" in plain(html(work(one)))


def test_a_record_says_what_it_lacks(work):
    assert "ยังขาดก่อนนับได้ครบ: เรื่อง, หน่วยงานเจ้าภาพหรือลงมือ, สถานะ" in plain(html(work("unsaid")))


def test_records_of_one_initiative_name_each_other(open_page, tmp_path):
    url = stores.shipped(tmp_path / "store.sqlite")
    made = province.tables()
    pair = made["initiatives"]["initiative_id"].head(2).tolist()
    ties = made["ties"].head(0).reindex(range(1)).assign(from_id=pair[0], to_id=pair[1], kind="same_record")
    command(url, "import", province.write(tmp_path / "records", made | {"ties": ties}))
    said = plain(html(open_page(url, WORK_PAGE, work=pair[0])))
    assert "รวมเป็นงานเดียวกับ: งานสมมติที่ 1" in said


def test_without_a_choice_the_pages_offer_one_and_an_unknown_record_is_said(open_page, tambon_url):
    app = open_page(tambon_url, WORK_PAGE)
    assert "เลือกงานเพื่อดูบันทึกทั้งหมด" in html(app)
    box = next(box for box in app.selectbox if box.label == "งาน")
    box.select("weir").run()
    assert app.query_params["work"] == "weir"
    assert "<h1>ฝายสมมติ</h1>" in html(app)
    assert "work=none-such" in html(open_page(tambon_url, WORK_PAGE, work="none-such"))


def test_on_paper_the_page_says_when_and_whose_records(area, work):
    for app in (area(), work("weir")):
        assert re.search(r'<p class="paper">ส่องกล้องนคร · .*30 มิถุนายน 2567.*ตำบลสมมติ</p>', html(app))
