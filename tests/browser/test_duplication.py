"""Saying that a pair completes each other, and objecting, in a real browser: where what became of it is told."""

import pytest
from playwright.sync_api import expect

from data.desk import accounts, doors
from data.schema import OFFICE
from data.store import Edit, open_store
from pages.ui.sitting import cookie_name
from tests import tambon
from tests.browser.serving import closed_page, serving
from tests.browser.shown import settle

pytestmark = pytest.mark.browser
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"
PHONE, LAPTOP = (390, 844), (1366, 768)
OTHER_VILLAGE = "80061102"


@pytest.fixture
def store(tmp_path):
    """A tambon where the foundation repeats the college in one village and two others in another."""
    store = open_store(tambon.store(tmp_path))
    work = {"status": "implementation", "status_date": "2024-06-01", "themes": "WAT-FLD", "areas": OTHER_VILLAGE}
    for code, title, agency in (("dike", "คันดินสมมติ", "college"), ("ditch", "คูน้ำสมมติ", "foundation")):
        part = {"initiative_id": code, "agency_id": agency, "role": "accountable"}
        edits = [Edit("initiatives", "", {"initiative_id": code, "title_th": title, **work})]
        store.edit([*edits, Edit("participation", "", part)], "", "test")
    accounts.make_account(store, OFFICE, "fon", {"role": "office", "name": "ฝน"})
    accounts.set_password(store, OFFICE, "fon", PASSWORD)
    return store


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def page(request, browser, store):
    with serving(store=store.url) as app:
        page, tried = closed_page(browser, *request.param)
        token = doors.sign_in(store, "fon", PASSWORD)
        page.context.add_cookies([{"name": cookie_name(store), "value": token, "url": app}])
        page.goto(f"{app}/duplication")
        settle(page)
        yield page
        assert tried == []
        page.close()


def is_seen(page, box):
    """Whether all of a box lies within the window."""
    found = box.bounding_box()
    return found["y"] >= 0 and found["y"] + found["height"] <= page.viewport_size["height"]


def press(page, within, name):
    within.get_by_role("button", name=name, exact=True).click()
    settle(page)


def test_what_is_refused_is_told_in_the_form_and_what_is_kept_beside_the_list_with_no_form_open(page, store):
    cards = page.locator('[class*="st-key-pair-"]')
    assert cards.count() == 3
    press(page, cards.first, "เสริมกัน ไม่ซ้ำ")
    form = page.get_by_role("dialog")
    press(page, form, "บันทึก")
    refusal = form.get_by_role("alert")
    assert refusal.inner_text() == "บอกเหตุผลก่อน"
    assert is_seen(page, refusal)
    assert page.get_by_text("บอกเหตุผลก่อน").count() == 1
    reason = form.get_by_role("textbox", name="เพราะอะไร")
    reason.click()
    page.keyboard.insert_text("ก" * 350)
    press(page, form, "บันทึก")
    assert refusal.inner_text() == "ข้อความยาว 350 ตัวอักษร เขียนได้ไม่เกิน 300 ตัวอักษร"
    assert is_seen(page, refusal)
    expect(reason).to_have_value("ก" * 350)
    reason.fill("คนละคลอง")
    press(page, form, "บันทึก")
    assert form.count() == 0
    assert cards.count() == 2
    told = page.get_by_role("status").get_by_text("คันดินสมมติ ↔ คูน้ำสมมติ เสริมกัน")
    assert is_seen(page, told)
    assert told.bounding_box()["y"] < cards.first.bounding_box()["y"]
    assert len(store.records(["ties"])["ties"].query("kind == 'complementary'")) == 1

    press(page, cards.first, "เสริมกัน ไม่ซ้ำ")
    expect(form.get_by_role("textbox", name="เพราะอะไร")).to_have_value("")
    page.keyboard.press("Escape")

    review = page.locator('[class*="st-key-review-"]')
    press(page, review, "คัดค้าน")
    form.get_by_role("textbox", name="เพราะอะไร").fill("น้ำท่วมซ้ำที่เดิม")
    press(page, form, "บันทึก")
    refusal = form.get_by_role("alert")
    assert refusal.inner_text() == "เลือกหน่วยงานก่อน"
    assert is_seen(page, refusal)
    form.get_by_role("combobox").click()
    page.get_by_role("option").first.click()
    settle(page)
    press(page, form, "บันทึก")
    assert form.count() == 0
    assert is_seen(page, page.get_by_role("status").get_by_text("บันทึกแล้ว"))
    assert "น้ำท่วมซ้ำที่เดิม" in review.inner_text()
