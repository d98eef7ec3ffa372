"""An officer tries a tie, goes on after a reload, records it, and the register comes to what was said."""

import pandas as pd
import pytest

from data.schema.frames import typed
from geo.scores import evaluate, score
from tests import tambon
from tests.browser.officers import PHONE, choose
from tests.browser.shown import fills, map_frame, settle

pytestmark = pytest.mark.browser


def surplus(records):
    """Return the surplus fronts of the tambon by a full evaluation."""
    return score(evaluate(records, tambon.DAY), "tambon").set_index("area_code").at[tambon.AREA, "surplus"]


def tied(records):
    tie = {"from_id": ["weir"], "to_id": "drain", "kind": "co_work", "level": 4, "confirmed": True}
    return {**records, "ties": pd.concat([records["ties"], typed("ties", tie)], ignore_index=True)}


def said(page):
    return page.get_by_role("heading", level=1).inner_text()


def test_what_a_tie_was_said_to_do_it_does_once_it_is_recorded_and_confirmed(seats, officers_store):
    was = officers_store.records()
    less = surplus(was) - surplus(tied(was))
    page = seats.sit("chon", f"/whatif?area={tambon.AREA}&work=weir&level=village")
    coloured = fills(page)[tambon.VILLAGE]
    choose(page, "กับงาน", "ทางระบายน้ำสมมติ")
    choose(page, "ระดับความร่วมมือ", "4 ร่วมตัดสินใจ")
    page.get_by_role("button", name="ลองดู", exact=True).click()
    page.get_by_role("heading", name="ข้อที่กำลังลอง").wait_for()
    settle(page)
    sentence = said(page)
    assert f"ลดลง {less:.1f} ใน 1 ตำบล" in sentence
    drawn, frame = fills(page), map_frame(page)
    assert drawn[tambon.VILLAGE] != coloured
    villages = sum(code.startswith(tambon.AREA) for code in drawn)
    assert frame.locator(".leaflet-cover-pane path").count() == villages, "the touched tambon is outlined"
    assert frame.locator(".legend .stroke.touched").count() == 1
    page.reload()
    settle(page)
    assert said(page) == sentence
    assert len(officers_store.records(("ties",))["ties"]) == len(was["ties"]), "a trial records nothing"
    page.get_by_role("button", name="ลงเป็นระเบียนจริง").click()
    page.get_by_text("จะส่งคำขอให้ยืนยันไปที่ มูลนิธิสมมติ").wait_for()
    page.get_by_role("button", name="ลงระเบียน", exact=True).click()
    page.locator("p.done", has_text="ลงระเบียนแล้ว").wait_for()

    answering = seats.sit("fon", "/review?queue=requests")
    answering.get_by_role("button", name="รับ", exact=True).first.click()
    answering.get_by_role("button", name="บันทึก", exact=True).last.click()
    answering.locator("p.done", has_text="บันทึกแล้ว").first.wait_for()
    assert surplus(officers_store.records()) == pytest.approx(surplus(was) - less)


def test_on_a_phone_new_work_is_tried_goes_on_after_a_reload_and_is_kept_by_name(seats, officers_store):
    page = seats.sit("malee", f"/whatif?area={tambon.AREA}&move=open_work", PHONE)
    page.get_by_label("ชื่องานใหม่", exact=True).fill("ทำนบอีกแห่ง")
    choose(page, "เรื่อง", "ป้องกันน้ำท่วมและระบายน้ำ")
    page.keyboard.press("Escape")
    choose(page, "เจ้าภาพ", "กลุ่มผู้ใช้น้ำสมมติ")
    page.get_by_role("button", name="ลองดู", exact=True).click()
    page.get_by_role("heading", name="ข้อที่กำลังลอง").wait_for()
    settle(page)
    page.reload()
    settle(page)
    assert "เพิ่มขึ้น" in said(page)
    page.get_by_label("ชื่อข้อเสนอ").fill("ทำนบของกลุ่ม")
    page.get_by_role("button", name="เก็บเป็นข้อเสนอ").click()
    page.locator("p.done", has_text="เก็บข้อเสนอแล้ว").wait_for()
    assert "ทำนบของกลุ่ม" in officers_store.records(("proposals",))["proposals"]["name"].tolist()
    page.locator("button", has_text="ล้างทั้งหมด").click()
    settle(page)
    page.reload()
    settle(page)
    assert "ลองดูก่อนว่า" in said(page)
