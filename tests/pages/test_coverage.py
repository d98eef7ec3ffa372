"""The page of stated coverage, opened through its frame."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from data.schema import Level, typed
from data.store import make_store, open_store
from geo import coverage, meeting, spoken, stances
from geo.scores import evaluate

PAGE = "see/coverage.py"
AGENCY = "demo-academic-tapi"


def html(app):
    return " ".join(part.body for part in app.get("html"))


def plain(app):
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", " ", html(app))))


def part(app, name):
    return html(app).partition(f'id="part-{name}"')[2].partition("<h2")[0]


def parts(app):
    return re.findall(r'<h2 id="part-([a-z]+)">', html(app))


def links(text):
    """The parameters of every link to this page."""
    found = re.findall(r'<a href="(\?[^"]*)"', text)
    return [{name: value for name, (value,) in parse_qs(urlsplit(unescape(each)).query).items()} for each in found]


def cells(app):
    """What every cell of the matrix says, by agency and area."""
    told = re.findall(r'<a href="(\?[^"]*)"[^>]*aria-label="[^"]*">(.*?)</a>', part(app, "matrix"))
    asked = [links(f'<a href="{address}"')[0] for address, _ in told]
    return {(each["agency"], each["area"]): text for each, (_, text) in zip(asked, told, strict=True)}


def kept(url):
    """The records of a register, their evaluation on the day it opens at, and what is stated and worked by tambon."""
    store = open_store(url)
    records = store.records()
    day = date.fromisoformat(store.settings()["opening_as_of"])
    evaluation = evaluate(records, day)
    functions = records["agencies"].set_index("agency_id")["functions"]

    def both(level):
        said = coverage.stated(records["coverage"], functions, evaluation.world.areas, level, day)
        return said, stances.working(evaluation, level)

    return records, evaluation, both


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_opens_with_its_sentence_its_map_its_matrix_and_its_lists(open_page, demo_url, lang):
    app = open_page(demo_url, PAGE, theme="AGR", area="8006", lang=lang)
    assert not app.exception
    assert parts(app) == ["gaps", "matrix", "meeting", "missing"]
    assert html(app).count("<h1") == 1
    assert 'class="grid"' in part(app, "matrix")
    assert 'class="facings"' in part(app, "meeting")
    first = re.search("<h1[^>]*>(.*?)</h1>", html(app)).group(1)
    wanted = ("เกษตรและอาหาร", "อ.เชียรใหญ่", "ตำบล") if lang == "th" else ("Chian Yai", "tambon")
    assert all(word in first for word in wanted)
    assert "ยังไม่มีบันทึกงาน" in html(app) if lang == "th" else "No record of work" in html(app)


def test_all_agencies_are_told_in_pairs_of_agency_and_area_of_the_level(open_page, demo_url):
    _, _, both = kept(demo_url)
    for level, word in ((Level.TAMBON, "ตำบล"), (Level.AMPHOE, "อำเภอ")):
        table = stances.stances(*both(level))
        app = open_page(demo_url, PAGE, level=str(level))
        assert not app.exception
        told = f"นับเป็นคู่หน่วยงานกับ{word} บอกว่าดูแลและมีบันทึกงานเปิดอยู่ {(table['stance'] == 'both').sum():,} คู่"
        assert told in plain(app)


def test_a_village_that_is_chosen_is_told_of_its_tambon(open_page, demo_url):
    app = open_page(demo_url, PAGE, area="80060101", level="village")
    assert not app.exception
    assert plain(app) == plain(open_page(demo_url, PAGE, area="800601"))


def test_cells_lead_to_the_work_of_one_agency_in_one_area_and_count_what_is_asked_for(open_page, demo_url):
    _, _, both = kept(demo_url)
    said, work = both(Level.TAMBON)
    own = work[work["agency_id"] == AGENCY]
    area = own["area_code"].value_counts().index[0]
    here = own[own["area_code"] == area]
    app = open_page(demo_url, PAGE, area=area)
    assert cells(app)[AGENCY, area] == f"{here['initiative_id'].nunique()}"
    app = open_page(demo_url, PAGE, area=area, agency=AGENCY)
    assert parts(app)[:2] == ["works", "themes"]
    shown = {one for one in here["initiative_id"] if f"work={one}" in part(app, "works")}
    assert shown == set(here["initiative_id"])
    counts = spoken.by_theme(
        said[(said["agency_id"] == AGENCY) & (said["area_code"] == area)], here, _parents(demo_url)
    )
    for name, word in (("both", "เรื่องที่บอกและมีงาน"), ("only_worked", "เรื่องที่มีงานแต่ไม่ได้บอก")):
        number = int((counts[name] > 0).sum())
        assert f"{word} {f'{number} เรื่อง' if number else 'ไม่มีในบันทึก'}" in plain(app)


def _parents(url):
    return open_store(url).records(["themes"])["themes"].set_index("code")["parent"]


def test_the_matrix_counts_initiatives_themes_or_villages(open_page, demo_url):
    _, evaluation, both = kept(demo_url)
    table = spoken.with_villages(stances.stances(*both(Level.AMPHOE)), evaluation, Level.AMPHOE)
    row = table.sort_values("villages").iloc[-1]
    for asked in ("initiatives", "themes", "villages"):
        app = open_page(demo_url, PAGE, level="amphoe", cells=asked, lists="whole")
        assert cells(app)[row["agency_id"], row["area_code"]] == f"{row[asked]:,}"


def test_every_tambon_is_found_without_choosing_an_area_and_by_its_amphoe(open_page, demo_url):
    records, _, _ = kept(demo_url)
    areas = records["areas"].set_index("code")
    app = open_page(demo_url, PAGE)
    assert "แสดง 30 จาก 170 ตำบล" in plain(app)
    ways = {each["area"] for each in links(part(app, "matrix")) if set(each) == {"area"}}
    assert set(areas.index[areas["level"] == Level.AMPHOE]) <= ways
    whole = part(open_page(demo_url, PAGE, lists="whole"), "matrix")
    head, body = whole.split("<tbody>")
    assert len({each["area"] for each in links(head.partition("<thead>")[2])}) == 170
    assert 6_800 <= body.count("<td") <= 10_000
    assert "แสดง 58 จาก 358 หน่วยงาน" in whole
    across = part(open_page(demo_url, PAGE, area="8006"), "matrix").partition("<thead>")[2].partition("</thead>")[0]
    assert {each["area"] for each in links(across)} == set(areas.index[areas["parent"] == "8006"])


def test_an_agencys_themes_are_told_by_where_they_are_stated_and_worked_on(open_page, demo_url):
    _, _, both = kept(demo_url)
    said, work = (table[table["agency_id"] == AGENCY] for table in both(Level.TAMBON))
    expected = spoken.by_theme(said, work, _parents(demo_url))
    app = open_page(demo_url, PAGE, agency=AGENCY, lists="whole")
    rows = re.findall(r"<tr>(.*?)</tr>", part(app, "themes").partition("<tbody>")[2])
    found = {}
    for row in rows:
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
        found[links(cells[0])[0]["theme"]] = [int(re.sub("<[^>]*>", "", cell)) for cell in cells[1:]]
    assert found == {theme: row.tolist() for theme, row in expected.iterrows()}
    assert list(found) == list(expected.index)


def test_without_a_theme_every_theme_says_how_far_it_reaches_and_leads_to_its_gaps(open_page, demo_url):
    app = open_page(demo_url, PAGE, lists="whole")
    assert not app.exception
    reached = [int(count) for count in re.findall(r"<span>(\d+) จาก 170<", part(app, "gaps"))]
    assert len(reached) == 64
    assert reached == sorted(reached)
    assert len({each["theme"] for each in links(part(app, "gaps"))}) == 64


def test_the_gaps_of_a_theme_leave_out_tambon_with_open_work_whoever_does_it(open_page, demo_url):
    listed = part(open_page(demo_url, PAGE, lists="whole"), "gaps")
    for theme, count in {"HEA-SPO": 4, "FIN-WEL": 10, "SOC-ELD": 31}.items():
        assert re.search(rf"theme={theme}\b.*?<span>(\d+) จาก 170<", listed).group(1) == str(count)
    assert "มีบันทึกงานเปิดอยู่ 4 ตำบล" in plain(open_page(demo_url, PAGE, theme="HEA-SPO"))


def test_the_work_of_one_tambon_is_drawn_at_its_line_as_the_component_counts_it(open_page, demo_url):
    records, evaluation, _ = kept(demo_url)
    rows = meeting.directed(evaluation)
    counts = meeting.by_area(rows, rows.set_index("area_code").index.to_series().groupby(level=0).first())
    area = counts.query("up_met > 0 and up > up_met and down > down_met").index[0]
    app = open_page(demo_url, PAGE, area=area, lists="whole")
    drawn = part(app, "meeting")
    own = rows[rows["area_code"] == area]
    for side in ("up", "down"):
        boxes = re.findall(rf'<div class="side {side}">.*?</div>', drawn)
        works = [each for box in boxes for each in re.findall(r'<li class="(met|apart)">.*?work=([^"&]+)', box)]
        wanted = own[own["side"] == side]
        assert sorted(works) == sorted(
            ("met" if met else "apart", one) for one, met in zip(wanted["initiative_id"], wanted["met"], strict=True)
        )
    assert "missing" not in parts(app)
    assert "มีหน่วยงานที่เลือก" not in drawn
    rows = records["participation"]
    agency = rows.loc[rows["initiative_id"] == own["initiative_id"].iloc[0], "agency_id"].iloc[0]
    wanted = own["initiative_id"].isin(rows.loc[rows["agency_id"] == agency, "initiative_id"]).sum()
    with_own = part(open_page(demo_url, PAGE, area=area, agency=agency, lists="whole"), "meeting")
    assert with_own.count("มีหน่วยงานที่เลือก") == wanted > 0


def test_the_province_is_drawn_tambon_by_tambon_and_each_leads_to_its_own_drawing(open_page, demo_url):
    _, evaluation, _ = kept(demo_url)
    rows = meeting.directed(evaluation)
    counts = meeting.by_area(rows, rows.set_index("area_code").index.to_series().groupby(level=0).first())
    app = open_page(demo_url, PAGE, lists="whole")
    tiles = re.findall(r'<li class="([a-z_]+)"><span class="draw".*?</li>', part(app, "meeting"))
    assert sorted(tiles) == sorted(counts["meeting"])
    led = [each["area"] for each in links(part(app, "meeting").partition('class="facings"')[2])]
    assert sorted(led) == sorted(counts.index)
    missed = (counts["up"] - counts["up_met"]).clip(upper=counts["down"] - counts["down_met"])
    assert missed.loc[led].is_monotonic_decreasing


def test_a_register_without_records_gets_a_sentence(open_page, tmp_path):
    url = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url
    app = open_page(url, PAGE)
    assert not app.exception
    assert "ทั้งจังหวัด: ยังไม่มีบันทึกว่าหน่วยงานดูแลหรือทำงานในพื้นที่" in plain(app)
    assert "ยังไม่มีหน่วยงานที่บอกว่าดูแลหรือมีบันทึกงานในพื้นที่เหล่านี้" in plain(app)
    assert "ยังไม่มีบันทึกงานที่บอกทิศทาง" in plain(app)


@pytest.mark.parametrize("asked", [{}, {"agency": "one"}, {"theme": "AGR"}, {"agency": "one", "area": "800601"}])
def test_a_register_of_one_agency_is_told_as_that(open_page, tmp_path, asked):
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    areas = [("80", "province", None), ("8006", "amphoe", "80"), ("800601", "tambon", "8006")]
    tables = {
        "areas": dict(zip(("code", "level", "parent"), zip(*areas, strict=True), strict=True)) | {"name_th": "ก"},
        "agencies": {"agency_id": ["one"], "name_th": "หน่วยเดียว", "sector": "state"},
        "coverage": {"agency_id": ["one"], "area_code": "800601", "extent": "complete"},
        "themes": {"code": ["AGR"], "name_th": "เกษตร"},
    }
    store.apply({name: typed(name, rows) for name, rows in tables.items()}, "", "")
    app = open_page(store.url, PAGE, **asked)
    assert not app.exception
    if not asked:
        assert "มีหน่วยงานเดียวในบันทึก คือ หน่วยเดียว" in plain(app)
    if "area" in asked:
        assert ": บอกว่าดูแล แต่ยังไม่มีบันทึกงานเปิดอยู่" in plain(app)
