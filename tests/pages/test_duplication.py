"""The page of what repeats pair by pair, opened through its frame.

On paper (`tests.tambon`): the irrigation project with the municipality on the weir, the foundation on the drain, all
on flood control in one village: S = 1, and two pairs that nothing ties, the first by name foundation and irrigation.
"""

import re
from datetime import timedelta

import pytest

from data.desk import complements
from data.schema import AccountRole, Actor, today
from data.store import Edit, make_store, open_store
from geo.pairs import held_cells, meetings, who_meets
from geo.scores import evaluate
from tests import tambon
from tests.pages.test_relay import GROUND

PAGE = "decide/duplication.py"


def shown(app):
    return " ".join(part.body for part in app.get("html"))


def plain(app):
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", shown(app)))


def pressed(app, key):
    next(button for button in app.button if (button.key or "").startswith(key)).click()
    return app.run()


@pytest.fixture
def own_url(tmp_path):
    """A register of one tambon, to be changed."""
    return tambon.store(tmp_path)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_opens_with_the_order_the_grid_the_pairs_and_the_reviews(open_page, demo_url, lang):
    app = open_page(demo_url, PAGE, lang=lang, area="8006")
    assert not app.exception
    said = shown(app)
    assert re.findall(r'<h2 id="part-([a-z]+)">', said) == ["first", "matrix", "fronts", "reviews"]
    assert re.findall(r'href="#part-([a-z]+)"', said) == ["first", "matrix", "fronts", "reviews"]
    assert said.count("<h1") == 1


def test_the_sentence_says_what_was_worked_out_on_paper(open_page, tambon_url):
    said = plain(open_page(tambon_url, PAGE))
    assert "หน้างานซ้ำที่ยังไม่ประสาน 1 หน้างาน อยู่ระหว่าง 2 คู่หน่วยงาน" in said
    assert "คู่ที่ควรพบกันก่อนคือ มูลนิธิสมมติ กับ โครงการชลประทานสมมติ (พบกัน 1 ช่อง ยังขาดการประสาน 1)" in said
    assert said.count("1 หมู่บ้านที่พบกัน: บ้าน") == 2
    assert said.count("วันนี้: ยังไม่มีความเชื่อมโยงกัน") == 2
    assert said.count("ลดลง 0.6 ลดลง 1") == 2


def test_the_order_can_be_worked_out_again_from_the_figures_beside_it_and_is_that_of_the_core(open_page, demo_url):
    app = open_page(demo_url, PAGE)
    rows = re.findall(r"<tr><td.*?</tr>", shown(app).partition('id="part-matrix"')[0])
    cells = [[re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<td.*?</td>", row)] for row in rows]
    records = open_store(demo_url).records()
    core = evaluate(records, open_day(app))
    table = who_meets(meetings(core), held_cells(core))
    for (_, missing, shared, tied, overlap, _), row in zip(cells, table.head(12).itertuples(), strict=True):
        assert float(missing) == pytest.approx(float(shared) - float(tied), abs=0.011)
        percent, own, most = (float(part) for part in re.fullmatch(r"(\d+)% \((\d+)/(\d+)\)", overlap).groups())
        assert percent == pytest.approx(100 * own / most, abs=0.51)
        assert (float(shared), float(missing)) == (row.cells, pytest.approx(row.missing, abs=0.006))


def open_day(app):
    return next(box for box in app.selectbox if box.key == "control day").value


def test_a_cell_of_the_grid_leads_to_the_places_of_its_pair(open_page, tambon_url):
    grid = shown(open_page(tambon_url, PAGE)).partition('class="grid"')[2].partition("</table>")[0]
    links = re.findall(r'href="\?([^"]*)"', grid)
    assert len(links) == 6
    assert "agency=foundation&amp;other=irrigation" in links[0]
    app = open_page(tambon_url, PAGE, agency="foundation", other="irrigation")
    said = plain(app)
    assert "มูลนิธิสมมติ กับ โครงการชลประทานสมมติ พบกัน 1 ช่อง ประสานกันแล้ว 0 ยังขาดการประสาน 1" in said
    assert "1 ช่อง − ประสานแล้ว 0 = ยังขาดการประสาน 1" in said
    places = plain(app).partition("พบกันที่ใด")[2]
    assert places.index("ทางระบายน้ำสมมติ") < places.index("ฝายสมมติ")


def test_a_pair_has_its_place_in_the_list_that_is_shown_and_none_where_it_stands_alone(open_page, tambon_url):
    def listed(**chosen):
        return plain(open_page(tambon_url, PAGE, **chosen)).partition("เหตุ")[2]

    assert "2. มูลนิธิสมมติ กับ เทศบาลสมมติ" in listed(agency="foundation")
    alone = listed(agency="foundation", other="municipality")
    assert "มูลนิธิสมมติ กับ เทศบาลสมมติ" in alone
    assert not re.search(r"\d\. มูลนิธิสมมติ", alone)


def test_two_who_are_tied_already_are_told_with_the_reason(open_page, tambon_url):
    app = open_page(tambon_url, PAGE, agency="municipality", other="irrigation")
    assert not app.exception
    said = plain(app)
    assert "พบกัน 1 ช่อง ประสานกันแล้ว 1 ยังขาดการประสาน 0" in said
    own = plain(open_page(tambon_url, PAGE, agency="municipality", other="college"))
    assert "ไม่มีเรื่องเดียวกันในหมู่บ้านเดียวกัน" in own
    assert "ความเชื่อมโยง 1.00 จาก 1 เท่ากับระดับ 5 จาก 5 (ทำเป็นงานเดียว)" in said


def test_the_tie_of_a_pair_is_tried_on_the_page_of_what_if_and_begun_in_the_form(open_page, own_url, sign_in):
    sign_in(own_url, "office")
    said = shown(open_page(own_url, PAGE))
    tried = re.search(r'href="\./whatif\?([^"]*)"', said)[1].replace("&amp;", "&")
    given = dict(part.split("=") for part in tried.split("&"))
    assert (given["work"], given["other"], given["move"], given["tie_level"]) == ("drain", "weir", "add_tie", "3")
    app = open_page(own_url, "decide/whatif.py", **given)
    pressed(app, "whatif add")
    assert "หน้างานซ้ำที่ยังไม่ประสานลดลง 0.6 ใน 1 ตำบล" in plain(app)
    form = re.search(r'href="\./record\?([^"]*)"', said)[1].replace("&amp;", "&")
    app = open_page(own_url, "keep/record.py", **dict(part.split("=") for part in form.split("&")))
    assert not app.exception
    chosen = [box.value for box in app.selectbox]
    assert {"drain", "weir", "co_work"} <= set(chosen)


def fill(app, kind, key, value):
    next(each for each in getattr(app, kind) if (each.key or "").startswith(key)).set_value(value)


def test_an_officer_says_that_work_completes_and_it_counts_no_more_until_its_end(open_page, own_url, sign_in):
    sign_in(own_url, "officer", "foundation")
    app = pressed(open_page(own_url, PAGE), "complete ")
    assert "บอกเหตุผลก่อน" in plain(app)
    fill(app, "text_input", "reason ", "คนละคลอง")
    app = pressed(app, "complete ")
    assert not app.exception
    assert "บันทึกแล้ว" in plain(app)
    tie = open_store(own_url).records(["ties"])["ties"].set_index("kind").loc["complementary"]
    assert (tie["from_id"], tie["to_id"], tie["note"]) == ("drain", "weir", "คนละคลอง")
    assert tie["end_date"].date() > today() + timedelta(days=150)
    said = plain(app)
    assert "ไม่มีหน้างานซ้ำที่ยังไม่ประสาน" in said
    assert "ทางระบายน้ำสมมติ ↔ ฝายสมมติ" in said
    assert "เพราะ คนละคลอง" in said


def test_a_refusal_stays_until_the_next_press_and_what_is_kept_is_told_once_where_the_pair_stood(
    open_page, own_url, sign_in
):
    sign_in(own_url, "officer", "foundation")
    app = pressed(open_page(own_url, PAGE), "complete ")
    assert shown(app).count("บอกเหตุผลก่อน") == 1
    assert shown(app.run()).count("บอกเหตุผลก่อน") == 1
    fill(app, "text_input", "reason ", "คนละคลอง")
    said = shown(pressed(app, "complete "))
    assert "บอกเหตุผลก่อน" not in said
    told = said.index('data-told=""')
    assert said.index('id="part-fronts"') < told < said.index('id="part-reviews"')
    assert "ทางระบายน้ำสมมติ ↔ ฝายสมมติ เสริมกัน ไม่นับว่าซ้ำแล้ว" in said[told:]
    assert "data-told" not in shown(app.run())


def test_the_last_day_may_be_typed_as_offices_write_it_and_what_is_no_day_is_refused(open_page, own_url, sign_in):
    sign_in(own_url, "officer", "foundation")
    app = open_page(own_url, PAGE)
    key = next(box.key for box in app.radio if str(box.key).startswith("until ")).removeprefix("until ")
    fill(app, "text_input", f"reason {key}", "คนละคลอง")
    app.radio(key=f"until {key}").set_value(-1).run()
    year = today().year + 544
    for text, told in [("เร็ว ๆ นี้", "อ่านวันที่นี้ไม่ออก"), ("", ""), ("30 ก.ย. 2550", "อ่านว่า 30 กันยายน 2550")]:
        app.text_input(key=f"last day {key}").set_value(text).run()
        assert told in plain(app)
        app = pressed(app, f"complete {key}")
        assert "เลือกวันสิ้นสุดหลังจากวันนี้" in plain(app)
    app.text_input(key=f"last day {key}").set_value(f"30 ก.ย. {year}").run()
    assert f"อ่านว่า 30 กันยายน {year}" in plain(app)
    app = pressed(app, f"complete {key}")
    assert not app.exception
    tie = open_store(own_url).records(["ties"])["ties"].set_index("kind").loc["complementary"]
    assert tie["end_date"].date().isoformat() == f"{year - 543}-09-30"


def reviewed(url, days=400):
    foundation = Actor("office", AccountRole.OFFICE, "")
    complements.review(
        open_store(url), foundation, ("drain", "weir"), "คนละคลอง", today() + timedelta(days=days), tambon.DAY
    )


def test_an_agency_concerned_objects_and_it_shows_with_who_and_when_until_it_is_taken_back(
    open_page, own_url, sign_in
):
    reviewed(own_url)
    sign_in(own_url, "officer", "users")
    app = open_page(own_url, PAGE)
    assert not app.exception
    fill(app, "text_input", "objection ", "น้ำท่วมซ้ำที่เดิม")
    app = pressed(app, "do object ")
    said = plain(app)
    assert "มีข้อคัดค้าน 1 ข้อ" in said
    assert "กลุ่มผู้ใช้น้ำสมมติ: น้ำท่วมซ้ำที่เดิม (สมศรี" in said
    assert open_store(own_url).records(["objections"])["objections"]["agency_id"].tolist() == ["users"]
    app = pressed(app, "withdraw ")
    assert "มีข้อคัดค้าน" not in plain(app)
    assert open_store(own_url).records(["objections"])["objections"].empty


def test_who_is_not_signed_in_reads_reviews_and_no_objection_and_has_no_form(open_page, own_url):
    reviewed(own_url)
    complements.object_to(
        open_store(own_url), Actor("malee", AccountRole.OFFICER, "users"), ("drain", "weir"), "น้ำท่วมซ้ำที่เดิม"
    )
    app = open_page(own_url, PAGE)
    said = plain(app)
    assert "มีผลอยู่ 1 คู่งาน" in said
    assert "น้ำท่วมซ้ำที่เดิม" not in said
    assert "ลงชื่อเข้าใช้เพื่อดูข้อคัดค้าน" in said
    assert not [one for one in app.button if (one.key or "").startswith(("complete ", "do object ", "withdraw "))]


def test_a_review_that_is_about_to_end_is_named_with_its_day(open_page, own_url):
    reviewed(own_url, 30)
    day = (today() + timedelta(days=10)).isoformat()
    store = open_store(own_url)
    ends = {"drain": "2025-03-31", "weir": "2024-12-31"}
    edits = [Edit("initiatives", one, {"end_date": "2030-12-31"}, {"end_date": end}) for one, end in ends.items()]
    store.edit(edits, "", "test")
    said = plain(open_page(own_url, PAGE, day=day))
    assert "จะหมดอายุใน 90 วัน 1 คู่งาน" in said
    assert "(อีก 20 วัน)" in said


def test_an_officer_of_another_agency_is_told_whose_it_is_and_a_viewer_that_it_is_not_theirs(
    open_page, own_url, sign_in
):
    sign_in(own_url, "officer", "college")
    app = open_page(own_url, PAGE)
    assert "เรื่องนี้เป็นของหน่วยงานอื่น" in plain(app)
    assert not [one for one in app.button if (one.key or "").startswith("complete ")]
    sign_in(own_url, "viewer")
    assert "การบันทึกว่าเสริมกันเป็นของเจ้าหน้าที่หน่วยงานหรือสำนักงาน" in plain(open_page(own_url, PAGE))


def test_an_agency_that_meets_nobody_and_one_alone_get_sentences(open_page, tambon_url):
    assert "ไม่มีเรื่องเดียวกันในหมู่บ้านเดียวกันกับใคร" in plain(open_page(tambon_url, PAGE, agency="users"))
    assert "มีหน่วยงานเดียวในทุกหน้างานที่บันทึกไว้" in plain(open_page(tambon_url, PAGE, area="80061103"))
    assert "ยังไม่มีบันทึกงานที่เปิดอยู่" in plain(open_page(tambon_url, PAGE, area="80061202"))


@pytest.mark.parametrize("is_grounded", [True, False])
def test_a_register_without_records_gets_sentences(open_page, tmp_path, is_grounded):
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    if is_grounded:
        rows = ({"code": code, "name_th": code, "level": level, "parent": parent} for code, level, parent in GROUND)
        store.edit([Edit("areas", "", row) for row in rows], "", "test")
    app = open_page(store.url, PAGE)
    assert not app.exception
    said = plain(app)
    for sentence in ("ยังไม่มีบันทึกงานที่เปิดอยู่", "ไม่มีคู่หน่วยงานที่ยังขาดการประสาน", "ยังไม่มีงานคู่ใดที่ทบทวน"):
        assert sentence in said


def test_the_page_of_an_area_leads_here_from_its_fronts(open_page, tambon_url):
    said = shown(open_page(tambon_url, "see/area.py", area=tambon.AREA))
    assert re.search(r'href="\./duplication\?[^"]*area=800611', said)


def test_sentence_table_list_and_the_page_of_one_pair_count_the_same(open_page, demo_url):
    app = open_page(demo_url, PAGE, area="8006", all="yes")
    said, records = plain(app), open_store(demo_url).records()
    met = meetings(evaluate(records, open_day(app)), "8006")
    lacking = met[met["missing"] > 0]
    pairs = lacking.groupby(["agency_id", "other_id"])["missing"].sum()
    assert (lacking["surplus_cells"] > 0).all()
    assert f"อยู่ระหว่าง {len(pairs)} คู่หน่วยงาน" in said
    assert f"{len(lacking)} คู่ (สองหน่วยงาน หนึ่งเรื่อง หนึ่งตำบล)" in said
    one, other = pairs.index[0]
    own = plain(open_page(demo_url, PAGE, area="8006", agency=one, other=other))
    assert len(re.findall(rf"ยังขาดการประสาน {pairs.iloc[0]:g}\b", own)) >= 2


def test_villages_of_one_name_are_told_apart_and_a_town_is_no_village(open_page, own_url):
    store = open_store(own_url)
    towns = store.records(["areas"])["areas"]
    town = towns[(towns["level"] == "tambon") & ~towns["code"].isin(towns["parent"])]["code"].iloc[0]
    store.edit(
        [
            Edit("initiatives", code, {"areas": f"80011204;80011208;{town}"}, {"areas": tambon.VILLAGE})
            for code in ("weir", "drain")
        ],
        "",
        "test",
    )
    for parameters in ({}, {"agency": "foundation", "other": "irrigation"}):
        said = plain(open_page(own_url, PAGE, **parameters))
        assert "2 หมู่บ้านที่พบกัน: บ้านชัน หมู่ที่ 4, บ้านชัน หมู่ที่ 8" in said
        assert "พบกันทั้งตำบล ซึ่งไม่แบ่งเป็นหมู่บ้าน" in said
        assert "หมู่บ้านที่พบกัน: ต." not in said


def test_every_possible_tie_is_tried_once_whole_lists_are_asked_for(open_page, own_url):
    store = open_store(own_url)
    work = {"status": "implementation", "status_date": "2024-06-01", "themes": "WAT-FLD", "areas": tambon.VILLAGE}
    for code in ("gate", "dike", "pond", "pipe", "pump"):
        part = {"initiative_id": code, "agency_id": "foundation", "role": "accountable"}
        edits = [Edit("initiatives", "", {"initiative_id": code, "title_th": code, **work})]
        store.edit([*edits, Edit("participation", "", part)], "", "test")
    pages = [shown(open_page(own_url, PAGE, **asked)) for asked in ({}, {"lists": "whole"})]
    short, whole = (said.split('id="part-fronts"')[1].split('id="part-reviews"')[0] for said in pages)
    left = [int(number) for number in re.findall(r"และอีก (\d+) รายการ", short)]
    assert left == [2, 2], "six works of the foundation, with the weir of either of two agencies"
    assert whole.count("move=add_tie") == short.count("move=add_tie") + sum(left) == 12
