"""The page of queues: who may look, what each queue finds and says, and what a press does."""

import html
import re
import shutil

import pandas as pd
import pytest
from past import SECOND, begin
from small import SMALL

from data.desk.review.queues import Queue
from data.readers.records import reading
from data.schema import AccountRole
from data.store import Edit, make_store, open_store
from data.store.location import sqlite_file
from geo.scores import evaluate, score
from pages.ui import calendar

PAGE = "keep/review.py"
DAY = pd.Timestamp(2026, 11, 20).date()
FOOD, GROWERS = "demo-province-food", "demo-zone-growers-pak-phanang"


ANSWERS = {Queue.VAGUE: 18, Queue.UNHEARD: 12}
"""Effects that are said of six items, one for each answer there may be."""


def texts(app):
    return " ".join(part.body for part in app.main.get("html"))


def plain(app):
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", texts(app))).split())


def labels(app):
    return [button.label for button in app.main.button]


def offers(app):
    return [block.proto.popover.label for block in app.main.get("popover")]


def form_links(app):
    return len(re.findall(r'<a href="\./record\?[^"]*edit=initiatives&amp;entry=[^"&]', texts(app)))


def left_in(app, queue):
    row = re.search(rf"queue={queue}(?:&amp;[^>]*)?\"[^>]*>[^<]*</a><span>เหลือ ([\d,]+)", texts(app))
    return int(row.group(1).replace(",", ""))


@pytest.fixture
def url(demo_url, tmp_path):
    """The demo in a store of this test's own."""
    copy = tmp_path / "store.sqlite"
    with open_store(demo_url).engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(sqlite_file(demo_url), copy)
    return f"sqlite:///{copy}"


def press(app, key):
    return app.button(key=key).click().run()


def ties_of(url, kind):
    ties = open_store(url).records(["ties"])["ties"]
    return ties[ties["kind"] == kind]


def test_who_has_not_signed_in_reads_one_sentence(open_page, url):
    app = open_page(url, PAGE)
    assert not app.exception
    assert plain(app).endswith("คิวทบทวน คิวทบทวนเปิดให้ผู้ที่ลงชื่อเข้าใช้แล้ว ลงชื่อได้จากแถบข้าง")
    assert not app.main.button


def test_a_reader_sees_all_queues_with_their_numbers_and_no_way_to_settle_any(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    app = open_page(url, PAGE)
    assert not app.exception
    assert {queue: left_in(app, queue) for queue in Queue} == {
        "doubles": 3, "uncoordinated": 158, "hosts": 331, "unconfirmed": 18, "vague": 32,
        "astray": 0, "unplaced": 20, "unheard": 95, "requests": 0,
    }  # fmt: skip
    assert "มี 657 เรื่องรอทบทวน ใน 7 คิว" in plain(app)
    assert offers(app) == []
    assert labels(app) == []
    assert form_links(app) == 0


@pytest.mark.parametrize("queue", Queue)
def test_every_queue_opens_in_both_languages_and_says_why_it_matters(open_page, sign_in, url, queue):
    sign_in(url, AccountRole.OFFICE)
    for lang in ("th", "en"):
        app = open_page(url, PAGE, queue=str(queue), lang=lang)
        assert not app.exception
        assert "ขออภัย" not in texts(app)
        assert texts(app).count('class="effect"') >= ANSWERS.get(queue, 0)
        assert f'<li class="marked"><a href="?{"queue=" + queue}' in texts(app).replace("lang=en&amp;", "")


def test_a_double_says_why_and_what_joining_does_and_is_joined_by_one_press(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, queue="doubles")
    assert "ชื่อเหมือนกัน 100% · เรื่องเดียวกัน" in plain(app)
    before = score(evaluate(open_store(url).records(), DAY), "tambon").set_index("area_code").loc["800603"]
    told = re.search(
        r"ถ้ารวมเป็นงานเดียวกัน : หน้างานซ้ำต่อหมู่บ้านของ ต.ท่าขนาน จาก ([\d.]+) เป็น ([\d.]+) · บูรณาการ ([\d.]+) → ([\d.]+)",
        plain(app),
    )
    app = press(app, "join doubles demo-0088|demo-0089")
    assert not app.exception
    assert "บันทึกแล้ว" in plain(app)
    assert left_in(app, "doubles") == 2
    assert "จัดการแล้ว 1 ใน 7 วัน" in plain(app)
    after = score(evaluate(open_store(url).records(), DAY), "tambon").set_index("area_code").loc["800603"]
    figures = [before["duplication"], after["duplication"], before["integration"], after["integration"]]
    assert [float(said) for said in told.groups()] == pytest.approx(figures, abs=0.5)
    assert [float(said) for said in told.groups()[:2]] == pytest.approx(figures[:2], abs=0.005)
    assert {"demo-0088", "demo-0089"} in [
        {row.from_id, row.to_id} for row in ties_of(url, "same_record").itertuples()
    ]


def test_what_is_not_the_same_needs_a_reason_and_leaves_the_queue(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    subject = "dismiss doubles demo-0088|demo-0089"
    app = press(open_page(url, PAGE, queue="doubles"), f"do {subject}")
    assert "บอกเหตุผลก่อน" in plain(app)
    assert left_in(app, "doubles") == 3
    app.text_input(key=f"reason {subject}").input("คนละกลุ่มคน").run()
    app = press(app, f"do {subject}")
    assert left_in(app, "doubles") == 2
    assert "พักไว้หรือไม่ต้องแก้ 1" in plain(app)
    review = open_store(url).records(["reviews"])["reviews"].iloc[0]
    assert (review["verdict"], review["reason"], review["said_by"]) == ("dismissed", "คนละกลุ่มคน", "test-office")
    assert pd.isna(review["until"])


def test_a_pair_is_reviewed_as_complementary_with_reason_and_end(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, queue="uncoordinated")
    assert "ถ้าบันทึกว่าเสริมกัน : หน้างานซ้ำต่อหมู่บ้านของ ต.บ้านลำนาว จาก 1.00 เป็น 0.00" in plain(app)
    key = "complete uncoordinated demo-0096|demo-0097"
    app = press(app, f"do {key}")
    assert "บอกเหตุผลก่อน" in plain(app)
    app.text_input(key=f"reason {key}").input("คนละฤดู").run()
    app.radio(key=f"until {key}").set_value(6).run()
    app = press(app, f"do {key}")
    tie = ties_of(url, "complementary").set_index(["from_id", "to_id"]).loc[("demo-0096", "demo-0097")]
    assert tie["note"] == "คนละฤดู"
    assert tie["end_date"].date() == calendar.after(calendar.today(), 6)
    assert left_in(app, "uncoordinated") == 157


def test_an_item_is_laid_aside_until_any_day_to_come_that_is_typed(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, queue="doubles")
    key = "postpone doubles demo-0088|demo-0089"
    app.radio(key=f"until {key}").set_value(-1).run()
    app.text_input(key=f"last day {key}").set_value("1 ม.ค. 2569").run()
    app = press(app, f"do {key}")
    assert "เลือกวันสิ้นสุดหลังจากวันนี้" in plain(app)
    assert open_store(url).records(["reviews"])["reviews"].empty
    year = calendar.today().year + 1
    app.text_input(key=f"last day {key}").set_value(f"1 มี.ค. {year + 543}").run()
    press(app, f"do {key}")
    review = open_store(url).records(["reviews"])["reviews"].iloc[0]
    assert (review["verdict"], review["until"].date().isoformat()) == ("postponed", f"{year}-03-01")


def test_work_gets_its_host_and_what_waits_for_confirmation_its_status(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, queue="hosts", area="800902")
    subject = "800902|AGR-RIC|without_host"
    assert f"do host hosts {subject}" in [button.key for button in app.main.button]
    press(app, f"do host hosts {subject}")
    parts = open_store(url).records(["participation"])["participation"]
    assert parts[(parts["initiative_id"] == "demo-0191") & (parts["role"] == "accountable")][
        "agency_id"
    ].tolist() == [FOOD]
    app = open_page(url, PAGE, queue="unconfirmed", area="801202")
    key = "status unconfirmed demo-0170"
    app.selectbox(key=key).select("closed").run()
    press(app, f"do {key}")
    row = open_store(url).records(["initiatives"])["initiatives"].set_index("initiative_id").loc["demo-0170"]
    assert (row["status"], row["status_date"].date()) == ("closed", calendar.today())


def test_what_is_laid_aside_is_counted_and_gone_until_its_day(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    app = open_page(url, PAGE, queue="vague")
    assert form_links(app) == texts(app).count("./work?")
    app = press(app, "do postpone vague 800108")
    assert left_in(app, "vague") == 31
    review = open_store(url).records(["reviews"])["reviews"].iloc[0]
    assert (review["verdict"], review["until"].date()) == ("postponed", calendar.after(calendar.today(), 3))


def test_a_place_that_is_misspelt_gets_its_code_from_the_suggestions(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    row = {"initiative_id": "demo-0191", "place": "ต.ลำนาว อ.บางขันธ์"}
    open_store(url).edit([Edit("unplaced", "", row)], "x", "form")
    app = open_page(url, PAGE, queue="unplaced", agency=FOOD)
    assert "อาจเป็น" in plain(app)
    key = "place unplaced demo-0191|ต.ลำนาว อ.บางขันธ์"
    choice = app.selectbox(key=key).value
    press(app, f"do {key}")
    areas = (
        open_store(url).records(["initiatives"])["initiatives"].set_index("initiative_id").at["demo-0191", "areas"]
    )
    assert choice in areas.split(";")


def test_an_officer_settles_their_own_and_reads_the_rest(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICER, FOOD)
    app = open_page(url, PAGE, queue="uncoordinated")
    assert "เรื่องนี้เป็นของหน่วยงานอื่น" in plain(app)
    own = open_page(url, PAGE, queue="uncoordinated", agency=FOOD)
    assert 0 < left_in(own, "uncoordinated") < 158
    assert "เรื่องนี้เป็นของหน่วยงานอื่น" not in plain(own)
    assert 0 < form_links(own) < texts(own).count("./work?")
    doubles = open_page(url, PAGE, queue="doubles")
    assert labels(doubles) == []


def test_requests_are_shown_to_whom_they_ask_and_to_the_office_and_answered_here(open_page, sign_in, url):
    about = {"initiative_id": "demo-0088", "other_id": "demo-0089", "tie_kind": "co_work", "agency_id": GROWERS}
    request = {
        "request_id": "request-1",
        "kind": "tie_request",
        "asked_by": "mana",
        "asked_on": "2026-11-01",
        **about,
    }
    tie = {"from_id": "demo-0088", "to_id": "demo-0089", "kind": "co_work"}
    open_store(url).edit([Edit("requests", "", request), Edit("ties", "", tie)], "mana", "form")
    sign_in(url, AccountRole.VIEWER)
    assert left_in(open_page(url, PAGE, queue="requests"), "requests") == 0
    sign_in(url, AccountRole.OFFICER, GROWERS)
    app = open_page(url, PAGE, queue="requests")
    assert "mana ขอให้" in plain(app)
    assert "ถ้ารับ : หน้างานซ้ำต่อหมู่บ้านของ ต.ท่าขนาน" in plain(app)
    press(app, "do accept answer requests request-1")
    assert open_store(url).records(["requests"])["requests"]["answer"].tolist() == ["accepted"]
    ties = ties_of(url, "co_work").set_index(["from_id", "to_id"])
    assert bool(ties.at[("demo-0088", "demo-0089"), "confirmed"])


def test_points_are_not_judged_by_approximate_outlines_and_the_queue_says_so(open_page, sign_in, url):
    sign_in(url, AccountRole.VIEWER)
    assert "คิวนี้ว่างเพราะยังไม่มีแนวเขตทางการ" in plain(open_page(url, PAGE, queue="astray"))


def test_a_long_queue_is_walked_through_and_says_why_a_clash_between_works_has_no_button(open_page, sign_in, url):
    sign_in(url, AccountRole.OFFICE)
    first, third = (open_page(url, PAGE, queue="hosts", at=at) for at in ("", "12"))
    assert "1–6 จาก 331 เรื่อง" in plain(first)
    assert "13–18 จาก 331 เรื่อง" in plain(third)
    chances = [button.key.startswith("do host hosts") for button in first.main.button]
    apart = plain(first).count("เป็นคนละงาน แต่ละงานมีเจ้าภาพของตน")
    assert apart > 0
    assert sum(chances) == 6 - apart
    assert "1–6 จาก" in plain(open_page(url, PAGE, queue="hosts", at="99999"))


def test_in_the_past_the_page_is_closed(open_page, sign_in, tmp_path):
    for name, text in SMALL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    store = make_store(f"sqlite:///{tmp_path / 'past.sqlite'}")
    begin(store, reading(tmp_path).records)
    sign_in(store.url, AccountRole.OFFICE)
    app = open_page(store.url, PAGE, kept=SECOND.isoformat())
    assert "หน้านี้ปิดอยู่ขณะดูทะเบียนย้อนหลัง" in plain(app)
    assert offers(app) == []
