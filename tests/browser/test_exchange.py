"""Files in and out in a real Chromium: a list mapped, mended, taken in, undone; a report, exports, the template."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from data.commands.facts import shipped
from data.desk import accounts, doors
from data.schema import OFFICE
from data.schema.sheets import PROBLEM_HEADING
from data.store import make_store
from pages.ui.sitting import cookie_name
from tests.browser.serving import closed_page, serving
from tests.browser.shown import settle

pytestmark = pytest.mark.browser
REAL = Path(__file__).resolve().parents[3] / "shared" / "facts" / "initiatives_public_record.csv"
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"
WIDE, PHONE = (1920, 1080), (390, 844)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEADINGS = {
    "title_th": "ชื่อโครงการ",
    "lead_agency": "หน่วยงานรับผิดชอบ",
    "amphoe_th": "อำเภอ",
    "tambon_th": "ตำบล",
    "notes": "บันทึกภาคสนาม",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The office's register with all that ships and no work yet, and somebody who may sign in."""
    made = make_store(f"sqlite:///{tmp_path_factory.mktemp('exchange') / 'store.sqlite'}")
    made.apply(shipped("none"), "", "facts")
    accounts.make_account(made, OFFICE, "samnak", {"role": "office", "name": "สมศรี"})
    accounts.set_password(made, OFFICE, "samnak", PASSWORD)
    return made


@pytest.fixture(scope="module")
def app(store):
    with serving(store=store.url) as address:
        yield address


@pytest.fixture
def sit(browser, store, app):
    """Sit before the app, as the office or as nobody."""
    opened = []

    def _sit(path="/exchange", size=WIDE, *, is_office=True):
        page, tried = closed_page(browser, *size)
        opened.append((page, tried))
        if is_office:
            token = doors.sign_in(store, "samnak", PASSWORD)
            page.context.add_cookies([{"name": cookie_name(store), "value": token, "url": app}])
        page.goto(app + path)
        settle(page)
        return page

    yield _sit
    for page, tried in opened:
        page.close()
        assert tried == []


def text_of(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


@pytest.fixture(scope="module")
def real_list():
    """Work of the public record as an office would list it: headings of its own, one place misspelt."""
    if not REAL.is_file():
        pytest.skip("the shared facts are not here")
    rows = list(csv.DictReader(io.StringIO(REAL.read_text(encoding="utf-8-sig"))))
    wanted = [row for row in rows if row["tambon_th"] in ("ท่าไร่", "มะม่วงสองต้น") and not row["village"]][:4]
    assert len(wanted) >= 2
    cells = [[row[name] for name in HEADINGS] for row in wanted]
    at = next(at for at, row in enumerate(cells) if row[3] == "ท่าไร่")
    cells[at][2:4] = "", "ท่าไร"
    return text_of([[*HEADINGS.values()], *cells]), len(cells)


def send(page, name, text):
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


def ready(page):
    """Wait until a run has come and gone."""
    page.wait_for_timeout(400)
    settle(page)


def saved(page, name):
    """Press a button that downloads; returns name and bytes."""
    with page.expect_download() as found:
        page.get_by_role("button", name=name).first.click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def found_by_axe(page):
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    report = page.evaluate("tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })", TAGS)
    assert len(report["passes"]) > 15, "axe has to have looked"
    return [f"{rule['id']}: {node['target']}" for rule in report["violations"] for node in rule["nodes"]]


def is_right(page):
    """Whether axe finds nothing and nothing has to be read sideways."""
    assert found_by_axe(page) == []
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_real_list_is_mapped_mended_at_a_click_compared_taken_in_and_undone(sit, store, real_list, size):
    text, count = real_list
    before = store.version()
    page = sit(size=size)
    send(page, "งานปี 2550.csv", text)
    page.get_by_role("heading", name=f"3 ต้องแก้ก่อน {count + 1} จุด").wait_for(timeout=30_000)
    ready(page)
    assert is_right(page)
    name, report = saved(page, "ดาวน์โหลดไฟล์ของท่านพร้อมคอลัมน์ปัญหา")
    rows = list(csv.reader(io.StringIO(report.decode("utf-8-sig"))))
    assert name == "งานปี 2550-ปัญหา.csv"
    assert rows[0] == [*HEADINGS.values(), PROBLEM_HEADING]
    assert [bool(row[-1]) for row in rows[1:]] == [True] * count

    page.get_by_text("หัวตารางของท่านหมายถึงอะไร").click()
    ready(page)
    choose(page, "บันทึกภาคสนาม", "คำอธิบาย")
    assert is_right(page)
    page.get_by_role("button", name="อ่านตามนี้").click()
    ready(page)
    page.get_by_role("button", name="เพิ่มเป็นหน่วยงานใหม่ (1 ชื่อ)").click()
    ready(page)
    page.get_by_role("button", name="ใช้ “800106 ").click()
    page.get_by_role("heading", name="4 สิ่งที่จะเปลี่ยน").wait_for(timeout=30_000)
    ready(page)
    assert is_right(page)
    assert page.get_by_text(f"ที่จะเพิ่ม: งาน {count}").count() == 1
    if size == PHONE:  # the rest is the same at any width
        return
    page.get_by_role("textbox", name="ที่มาหรือเหตุผล").fill("บัญชีงานปี 2550")
    page.get_by_role("button", name="นำเข้า: เพิ่ม").click()
    page.get_by_text("นำเข้าแล้วเป็นครั้งที่").wait_for(timeout=30_000)
    added = store.records()["initiatives"]
    assert len(added) == count
    assert "800106" in set(added["areas"])
    assert added["description"].notna().all()
    assert list(store.batches().iloc[0][["id", "source", "reason"]]) == [
        before + 1,
        "งานปี 2550.csv",
        "บัญชีงานปี 2550",
    ]

    send(page, "งานปี 2550.csv", text)  # headings and agencies are remembered, the place is asked about again
    page.get_by_role("heading", name="3 ต้องแก้ก่อน 1 จุด").wait_for(timeout=30_000)
    page.get_by_role("button", name="ใช้ “800106 ").click()
    page.get_by_text("ไม่มีสิ่งใดเปลี่ยน: ทุกระเบียนในไฟล์มีอยู่แล้ว").wait_for(timeout=30_000)
    page.goto(f"{page.url.partition('/exchange')[0]}/history?batch={before + 1}")
    settle(page)
    page.get_by_role("button", name="คืนค่าเดิมทั้งครั้ง").click()
    page.get_by_role("button", name="ยืนยันคืนค่าเดิม").click()
    page.locator('p[role="status"]').first.wait_for(timeout=30_000)
    kept = store.records()
    assert [len(kept[name]) for name in ("initiatives", "layouts")] == [0, 0]
    assert store.version() == before + 2


def choose(page, heading, meaning):
    """Say what a heading of the file means."""
    box = page.get_by_role("combobox", name=heading)
    box.click()
    page.keyboard.type(meaning)
    page.get_by_role("option", name=meaning, exact=True).click()
    expect(box).to_have_value(meaning)


def test_a_long_reading_is_stopped_by_the_reader_and_nothing_has_changed(sit, store):
    before = store.version()
    rows = [[f"งานที่ {n}", "ท่าไร่", "เมืองนครศรีธรรมราช", f"{n % 28 + 1} ม.ค. 2567"] for n in range(20_000)]
    page = sit()
    send(page, "ยาวมาก.csv", text_of([["ชื่อโครงการ", "ตำบล", "อำเภอ", "วันเริ่ม"], *rows]))
    page.get_by_text("กำลังอ่านไฟล์").first.wait_for(timeout=30_000)
    page.get_by_role("button", name="หยุด").click()
    page.locator('[data-test-script-state="notRunning"]').wait_for(timeout=15_000)
    page.wait_for_timeout(1_000)
    assert page.get_by_role("heading", name="4 สิ่งที่จะเปลี่ยน").count() == 0
    assert page.get_by_role("button", name="นำเข้า: เพิ่ม").count() == 0
    assert store.version() == before


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_stranger_takes_away_what_is_public_with_its_metadata(sit, size):
    page = sit("/exchange?form=folder", size, is_office=False)
    assert page.get_by_text("ไฟล์จึงมีเฉพาะข้อมูลที่เปิดเผย").count() == 1
    page.get_by_role("button", name="เตรียมไฟล์").click()
    page.get_by_text("พร้อมแล้ว:").wait_for(timeout=30_000)
    ready(page)
    assert is_right(page)
    name, content = saved(page, "ดาวน์โหลด โฟลเดอร์ CSV")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        accounts_csv = archive.read("accounts.csv").decode("utf-8-sig")
        assert len(archive.read("areas.csv").decode("utf-8-sig").splitlines()) == 1_748
    assert accounts_csv.splitlines()[1:] == []
    beside, told = saved(page, "ดาวน์โหลดไฟล์กำกับ")
    assert beside == f"{name}.metadata.json"
    assert "accounts" in json.loads(told)["register"]["hidden"]
    assert b"/" not in json.loads(told)["register"]["name"].encode()


def test_the_template_is_downloaded_and_comes_in_by_the_same_page(sit):
    page = sit()
    name, content = saved(page, "ดาวน์โหลดแม่แบบ Excel")
    assert name.endswith(".xlsx")
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_text("ไม่มีสิ่งใดเปลี่ยน: ทุกระเบียนในไฟล์มีอยู่แล้ว").wait_for(timeout=30_000)
    assert page.get_by_text("อ่านเป็น: แบบฟอร์ม Excel ของเรา").count() == 1
