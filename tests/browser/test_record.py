"""A record by form in a real Chromium: typed, pressed on the map, kept as a draft, edited by two at once."""

import re

import pytest
from playwright.sync_api import expect

from data.desk import accounts, doors
from data.schema import OFFICE
from data.store import open_store
from data.store.drafts import drafts
from pages.ui.sitting import cookie_name
from tests import tambon
from tests.browser.serving import closed_page, serving
from tests.browser.shown import map_frame, settle
from tests.browser.test_access import PHONE, WIDE, found_by_axe, resize

pytestmark = pytest.mark.browser
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"
PEOPLE = {
    "samnak": {"role": "office", "name": "สมศรี"},
    "malee": {"role": "officer", "agency_id": "irrigation", "name": "มาลี"},
    "wichai": {"role": "officer", "agency_id": "municipality", "name": "วิชัย"},
    "nok": {"role": "facilitator", "agency_id": "college", "name": "นก"},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The tambon in which everything occurs, with people who may sign in."""
    made = open_store(tambon.store(tmp_path_factory.mktemp("record")))
    for account, told in PEOPLE.items():
        accounts.make_account(made, OFFICE, account, told)
        accounts.set_password(made, OFFICE, account, PASSWORD)
    return made


@pytest.fixture(scope="module")
def app(store):
    with serving(store=store.url) as address:
        yield address


@pytest.fixture
def sit(browser, store, app):
    """Sit before the app as somebody, each time in a browser of one's own."""
    opened = []

    def _sit(account, path, size=WIDE):
        page, tried = closed_page(browser, *size)
        opened.append((page, tried))
        if account:
            token = doors.sign_in(store, account, PASSWORD)
            page.context.add_cookies([{"name": cookie_name(store), "value": token, "url": app}])
        page.goto(app + path)
        settle(page)
        return page

    yield _sit
    for page, tried in opened:
        page.close()
        assert tried == []


def one(store, table, **where):
    frame = store.records()[table]
    for name, value in where.items():
        frame = frame[frame[name] == value]
    return frame


def box(page, name):
    return page.get_by_role("textbox", name=name)


def done(page, text):
    """Wait until the page says what became of an attempt."""
    page.locator('p[role="status"]', has_text=text).first.wait_for(timeout=30_000)
    settle(page)


def ready(page):
    """Wait until the form has run."""
    page.wait_for_timeout(300)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)


def pick(page, label, text):
    """Choose from a list by typing."""
    field = page.get_by_role("combobox", name=label).first
    field.click()
    page.keyboard.type(text)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    ready(page)


def press_map(page, across, down):
    """Press the map at shares of its width and height and wait until it has painted."""
    frame = page.locator('iframe[src*="streamlit_folium"]')
    frame.evaluate("frame => frame.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    place, body = frame.bounding_box(), map_frame(page).locator("body")
    before = body.get_attribute("data-painted")
    page.mouse.click(place["x"] + place["width"] * across, place["y"] + place["height"] * down)
    for _ in range(500):
        if body.get_attribute("data-painted") != before:
            break
        page.wait_for_timeout(20)
    ready(page)


def test_an_initiative_is_added_by_typing_and_by_pressing_the_map(sit, store):
    page = sit("malee", f"/record?edit=initiatives&area={tambon.AREA}")
    box(page, "ชื่องาน").fill("ฝายทดน้ำคลองใหม่")
    pick(page, "ประเด็นงาน", "ป้องกันน้ำท่วม")
    press_map(page, 0.42, 0.5)
    page.get_by_role("radio", name="วางจุด").or_(page.get_by_role("button", name="วางจุด")).first.click()
    ready(page)
    press_map(page, 0.42, 0.42)
    expect(box(page, "ลองจิจูด")).to_have_value(re.compile(r"^100\.\d{5}$"))
    box(page, "วันเริ่ม").fill("ต.ค. 2566")
    box(page, "วันเริ่ม").blur()
    page.get_by_text("อ่านว่า ต.ค. 2566").wait_for()
    page.get_by_text("งานคล้ายกันที่เปิดอยู่ในตำบลนี้").wait_for()
    page.get_by_role("button", name="บันทึก", exact=True).click()
    done(page, "เพิ่ม ฝายทดน้ำคลองใหม่ แล้ว")
    made = one(store, "initiatives", title_th="ฝายทดน้ำคลองใหม่").iloc[0]
    assert re.fullmatch(f"{tambon.AREA}[0-9]{{2}}", made["areas"])
    assert made["start_date"].isoformat()[:10] == "2023-10-01"
    assert one(store, "precision", record=made["initiative_id"])["precision"].tolist() == ["month"]
    assert one(store, "participation", initiative_id=made["initiative_id"])["agency_id"].tolist() == ["irrigation"]
    assert f"entry={made['initiative_id']}" in page.url
    assert store.history(table="initiatives", record=made["initiative_id"])["before"].tolist() == [None]


def test_similar_work_is_joined_by_a_tie_that_asks_its_agency(sit, store):
    page = sit("malee", f"/record?edit=initiatives&area={tambon.VILLAGE}")
    box(page, "ชื่องาน").fill("ทางระบายน้ำ")
    page.get_by_text("งานคล้ายกันที่เปิดอยู่ในตำบลนี้").wait_for()
    like = page.locator('[class*="st-key-likeness"]')
    assert like.get_by_role("link", name="ทางระบายน้ำสมมติ").count() == 1
    like.get_by_role("button", name="ต่อยอด").first.click()
    page.get_by_text("ใส่ความเชื่อมโยงไว้ในแบบแล้ว").wait_for()
    page.get_by_role("button", name="บันทึก", exact=True).click()
    done(page, "ขอให้ มูลนิธิสมมติ ยืนยันความเชื่อมโยง")
    page.get_by_text("รอ มูลนิธิสมมติ ยืนยันความเชื่อมโยง").wait_for()
    asked = one(store, "requests", agency_id="foundation").iloc[0]
    assert (asked["other_id"], asked["tie_kind"], asked["asked_by"]) == ("drain", "builds_on", "malee")


def test_what_is_wrong_is_said_at_its_field_and_all_at_once(sit, store):
    version = store.version()
    page = sit("samnak", "/record?edit=initiatives")
    box(page, "วันเริ่ม").fill("31/2/2567")
    box(page, "วันเริ่ม").blur()
    page.get_by_role("button", name="บันทึก", exact=True).click()
    done(page, "ยังบันทึกไม่ได้ มี 2 จุดที่ต้องแก้")
    assert page.get_by_text("ไม่มีวันนี้ในปฏิทิน").count() == 2
    assert page.get_by_text("ช่องนี้ต้องมีค่า").count() == 2
    assert store.version() == version


@pytest.mark.parametrize(
    "choice", ["ของฉัน", *(pytest.param(name, marks=pytest.mark.long) for name in ("ของเขา", "ก่อนแก้"))]
)
def test_two_people_edit_one_record_and_the_second_chooses_for_each_field(sit, store, choice):
    address = "/record?edit=initiatives&entry=rice"
    before = one(store, "initiatives", initiative_id="rice").iloc[0]["title_th"]
    day = {"ของฉัน": 1, "ของเขา": 2, "ก่อนแก้": 3}[choice]
    titles = {"ก่อนแก้": before, "ของเขา": f"นาแปลงใหญ่ของเขา ({choice})", "ของฉัน": f"นาแปลงใหญ่ของฉัน ({choice})"}
    first, second = sit("samnak", address), sit("samnak", address)
    box(first, "ชื่องาน (").fill(titles["ของเขา"])
    box(first, "ชื่องาน (").blur()
    ready(first)
    first.get_by_role("button", name="บันทึก", exact=True).click()
    done(first, f"บันทึก {titles['ของเขา']} แล้ว")
    box(second, "ชื่องาน (").fill(titles["ของฉัน"])
    box(second, "วันสิ้นสุด").fill(f"{day}/12/2570")
    box(second, "วันสิ้นสุด").blur()
    ready(second)
    second.get_by_role("button", name="บันทึก", exact=True).click()
    second.get_by_role("heading", name="มีผู้อื่นแก้ 1 ช่องเดียวกัน").wait_for()
    shown = second.locator("dl.facts").inner_text()
    assert [text in shown for text in titles.values()] == [True] * 3
    second.get_by_text(choice, exact=True).last.click()
    ready(second)
    second.get_by_role("button", name="บันทึกตามที่เลือก").click()
    done(second, "แล้ว")
    kept = one(store, "initiatives", initiative_id="rice").iloc[0]
    assert kept["title_th"] == titles[choice]
    assert kept["end_date"].isoformat()[:10] == f"2027-12-0{day}"


def test_a_draft_outlives_a_reload_and_is_offered_opened_and_saved(sit, store):
    title = " ".join(["ศูนย์เรียนรู้น้ำชุมชน"] * 20)  # longer than a limit of the field would let a pasted text be
    page = sit("wichai", "/record?edit=initiatives")
    box(page, "ชื่องาน").fill(title)
    page.get_by_text("เก็บร่างไว้แล้ว").wait_for()
    page.reload()
    settle(page)
    page.get_by_text(f"มีร่างที่ยังไม่บันทึก: เพิ่มงาน · {title}").wait_for()
    page.get_by_role("button", name="เปิดร่าง").click()
    ready(page)
    expect(box(page, "ชื่องาน")).to_have_value(title)
    page.get_by_role("button", name="บันทึก", exact=True).click()
    done(page, f"เพิ่ม {title} แล้ว")
    page.goto(page.url.partition("?")[0])
    settle(page)
    assert page.get_by_text("มีร่างที่ยังไม่บันทึก").count() == 0
    assert len(one(store, "initiatives", title_th=title)) == 1


def test_what_is_typed_while_the_line_is_cut_is_still_there_and_kept_once_it_is_back(sit, store):
    page = sit("wichai", "/record?edit=initiatives")
    box(page, "ชื่องาน").fill("ก่อนสายหลุด")
    page.get_by_text("เก็บร่างไว้แล้ว").wait_for()
    page.context.set_offline(True)
    box(page, "ชื่องาน").fill("พิมพ์ตอนสายหลุด")
    box(page, "ชื่องาน").blur()
    page.wait_for_timeout(1_000)
    assert ["พิมพ์ตอนสายหลุด" in each.content for each in drafts(store, "wichai")] == [False]
    page.context.set_offline(False)
    for _ in range(100):
        page.wait_for_timeout(200)
        if "พิมพ์ตอนสายหลุด" in drafts(store, "wichai")[0].content:
            break
    expect(box(page, "ชื่องาน")).to_have_value("พิมพ์ตอนสายหลุด")
    assert ["พิมพ์ตอนสายหลุด" in each.content for each in drafts(store, "wichai")] == [True]
    page.get_by_role("button", name="เริ่มใหม่ ทิ้งที่พิมพ์").click()
    ready(page)
    assert drafts(store, "wichai") == []


def test_nobody_by_name_reads_the_record_and_is_led_to_the_door(sit):
    page = sit("", "/record?edit=initiatives&entry=weir")
    page.get_by_role("link", name="ลงชื่อเข้าใช้เพื่อบันทึก").wait_for()
    assert "ฝายสมมติ" in page.locator("dl.facts").first.inner_text()
    assert page.get_by_role("button", name="บันทึก", exact=True).count() == 0
    page.get_by_role("link", name="ลงชื่อเข้าใช้เพื่อบันทึก").click()
    page.get_by_label("ชื่อผู้ใช้").fill("malee")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="ลงชื่อเข้าใช้").click()
    page.wait_for_url(re.compile("/record.*entry=weir"))
    settle(page)
    expect(box(page, "ชื่องาน (")).to_have_value("ฝายสมมติ")


def test_a_facilitator_in_the_field_adds_work_on_a_phone(sit, store):
    page = sit("nok", f"/record?edit=initiatives&area={tambon.VILLAGE}", PHONE)
    box(page, "ชื่องาน").fill("ธนาคารน้ำใต้ดินบ้านโรงเหล็ก")
    page.get_by_text("เก็บร่างไว้แล้ว").wait_for()
    page.get_by_role("button", name="บันทึก", exact=True).click()
    done(page, "เพิ่ม ธนาคารน้ำใต้ดินบ้านโรงเหล็ก แล้ว")
    made = one(store, "initiatives", title_th="ธนาคารน้ำใต้ดินบ้านโรงเหล็ก").iloc[0]["initiative_id"]
    assert one(store, "participation", initiative_id=made)["role"].tolist() == ["extending"]


@pytest.mark.parametrize(
    "path",
    [
        "/record",
        "/record?edit=initiatives&entry=weir",
        "/record?edit=initiatives&area=800611",
        "/record?edit=agencies&entry=irrigation",
        "/record?edit=ties&entry=weir%7Crice%7Cco_work%7C2023-02-01",
        "/record?edit=assets&entry=hall",
        "/record?edit=coverage",
    ],
)
def test_axe_finds_nothing_in_any_form(sit, path):
    page = sit("samnak", path, PHONE)
    for size in (PHONE, WIDE):
        resize(page, size)
        assert found_by_axe(page) == [], size
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
