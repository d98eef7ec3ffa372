"""Two officers, each before a browser of their own: one asks to join what the other has open, the other says yes."""

import pytest

from tests.browser.officers import PHONE, WIDE, choose
from tests.browser.shown import settle

pytestmark = pytest.mark.browser


def item(page, title):
    """Return the bordered box of one work of a list."""
    return page.locator('[data-testid="stVerticalBlock"]', has=page.get_by_role("heading", name=title)).last


@pytest.mark.parametrize(
    ("size", "asks", "own", "way", "answers", "title"),
    [
        (WIDE, "malee", "ฝายสมมติ", "เข้าร่วม", "fon", "ทางระบายน้ำสมมติ"),
        (PHONE, "fon", "สวนโรงเรียนสมมติ", "ต่อยอด", "chon", "ฝายสมมติ"),
    ],
    ids=["wide", "phone"],
)
def test_one_asks_to_work_together_and_the_other_confirms(seats, size, asks, own, way, answers, title):
    asking = seats.sit(asks, "/binoculars?tied=shown", size)
    box = item(asking, title)
    box.get_by_role("button", name="งานนี้กับเรา").click()
    asking.get_by_text(way, exact=True).last.click()
    choose(asking, "ด้วยงานของเรา", own)
    asking.get_by_label("เพราะอะไร หนึ่งประโยค").last.fill("น้ำก้อนเดียวกัน")
    asking.get_by_role("button", name="บันทึก", exact=True).last.click()
    asking.locator("p.done", has_text="บันทึกแล้ว").first.wait_for()
    box.get_by_text("รอคำตอบ").wait_for()

    answering = seats.sit(answers, "/review?queue=requests", size)
    assert "“น้ำก้อนเดียวกัน”" in answering.locator(".stMain").inner_text()
    answering.get_by_role("button", name="รับ", exact=True).first.click()
    answering.get_by_role("button", name="บันทึก", exact=True).last.click()
    answering.locator("p.done", has_text="บันทึกแล้ว").first.wait_for()

    asking.reload()
    settle(asking)
    assert "ยืนยันแล้วเมื่อ" in item(asking, title).inner_text()
    if size == WIDE:
        seats.go(asking, "/work?work=drain")
        cell = asking.locator("tr", has_text="ป้องกันน้ำท่วม").last
        assert cell.inner_text().split()[-2:] == ["3", "0.4"], "one surplus front before the two were tied"
