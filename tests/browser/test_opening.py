"""An officer thinks of a new front, sees who is there, decides to open it all the same, and puts it on record."""

import pytest
from playwright.sync_api import expect

from tests import tambon
from tests.browser.officers import PHONE, WIDE, choose
from tests.browser.shown import press, settle

pytestmark = pytest.mark.browser


def fill(page, label, text):
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.blur()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_draft_is_looked_around_decided_and_saved_and_the_record_tells_of_the_decision(seats, officers_store, size):
    title = f"ทำนบชุมชน {size[0]}"
    page = seats.sit("chon", "/opening", size)
    fill(page, "ชื่องานที่คิดไว้", title)
    choose(page, "เรื่อง", "ป้องกันน้ำท่วมและระบายน้ำ")
    page.keyboard.press("Escape")
    if size == WIDE:
        settle(page)
        press(page, tambon.AREA)
    else:
        choose(page, "พื้นที่", "บ้านเกาะทวด")
        page.keyboard.press("Escape")
    page.get_by_role("heading", name="ใครทำเรื่องนี้อยู่ที่นั่นแล้ว").wait_for()
    settle(page)
    assert "ทางระบายน้ำสมมติ" in page.locator(".stMain").inner_text()
    page.reload()
    settle(page)
    expect(page.get_by_label("ชื่องานที่คิดไว้", exact=True)).to_have_value(title)
    page.get_by_role("radiogroup", name="ทางที่เลือก").get_by_text("เปิดหน้างานใหม่").click()
    page.get_by_text("ได้ดูงานทั้ง").click()
    fill(page, "เหตุผล", "ไม่มีใครทำทำนบที่นี่")
    page.get_by_role("button", name="บันทึกการตัดสินใจ").click()
    page.locator("p.done").get_by_role("link", name="ไปกรอกงานใหม่จากร่างนี้").click()
    page.wait_for_url("**/record**")
    settle(page)
    expect(page.get_by_role("textbox", name="ชื่องาน").first).to_have_value(title)
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_text(f"เพิ่ม {title} แล้ว").first.wait_for()
    kept = officers_store.records(("decisions", "initiatives"))
    made = kept["initiatives"].set_index("title_th").at[title, "initiative_id"]
    assert made in kept["decisions"]["initiative_id"].tolist()
    page.get_by_role("link", name="เปิดดูงานนี้").first.click()
    page.get_by_text("ตัดสินใจก่อนเปิดหน้างาน").wait_for()
    seats.go(page, "/opening")
    row = page.locator("tr", has_text="ไม่มีใครทำทำนบที่นี่").filter(has_text=title)
    row.get_by_role("link", name=title).wait_for()
