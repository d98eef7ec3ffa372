"""Two app servers on one PostgreSQL: what is saved through one is seen through the other, nobody's work is lost."""

import secrets

import pytest

from data.desk import accounts, doors
from data.schema import OFFICE
from data.store import dialect, open_store
from data.store.backup import back_up
from data.store.restore import restore
from data.store.single import record
from pages.ui.sitting import cookie_name
from tests import postgres
from tests.browser.serving import closed_page, serving
from tests.browser.shown import settle

pytestmark = pytest.mark.browser
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"


@pytest.fixture(scope="module")
def store(postgres_server, tambon_url, tmp_path_factory):
    """The tambon in which everything occurs, on PostgreSQL, with two people of the office."""
    with postgres.database(postgres_server, secrets.token_hex(4)) as address:
        url = address.partition("&options")[0]
        file = tmp_path_factory.mktemp("two") / "backup.sqlite"
        back_up(open_store(tambon_url), file)
        restore(url, file, "office")
        made = open_store(url)
        for account in ("samnak", "malee"):
            accounts.make_account(made, OFFICE, account, {"role": "office", "name": account})
            accounts.set_password(made, OFFICE, account, PASSWORD)
        yield made
        dialect.engine(url).dispose()


@pytest.fixture(scope="module")
def servers(store):
    with serving(store=store.url) as one, serving(store=store.url) as other:
        yield one, other


@pytest.fixture
def sit(browser, store):
    """Sit before a server as somebody, each in a browser of their own."""
    opened = []

    def _sit(server, path, account=""):
        page, tried = closed_page(browser)
        opened.append((page, tried))
        if account:
            token = doors.sign_in(store, account, PASSWORD)
            page.context.add_cookies([{"name": cookie_name(store), "value": token, "url": server}])
        page.goto(server + path)
        settle(page)
        return page

    yield _sit
    for page, tried in opened:
        page.close()
        assert tried == []


def _say(page, name, text):
    field = page.get_by_role("textbox", name=name)
    field.fill(text)
    field.blur()
    page.wait_for_timeout(300)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)


def test_what_is_saved_through_one_server_is_seen_and_defended_through_the_other(sit, store, servers):
    one, other = servers
    form = "/record?edit=initiatives&entry=rice"
    first, second = sit(one, form, "samnak"), sit(other, form, "malee")
    reader = sit(other, "/work?work=rice")
    assert "นาแปลงใหญ่สมมติ" in reader.get_by_role("heading", level=1).inner_text()

    _say(first, "ชื่องาน (", "นาแปลงใหญ่ของคนแรก")
    first.get_by_role("button", name="บันทึก", exact=True).click()
    first.locator('p[role="status"]', has_text="บันทึก นาแปลงใหญ่ของคนแรก แล้ว").first.wait_for(timeout=30_000)
    reader.reload()
    settle(reader)
    assert "นาแปลงใหญ่ของคนแรก" in reader.get_by_role("heading", level=1).inner_text()

    _say(second, "ชื่องาน (", "นาแปลงใหญ่ของคนที่สอง")
    _say(second, "วันสิ้นสุด", "1/12/2570")
    second.get_by_role("button", name="บันทึก", exact=True).click()
    second.get_by_role("heading", name="มีผู้อื่นแก้ 1 ช่องเดียวกัน").wait_for()
    said = second.locator("dl.facts").inner_text()
    assert [title in said for title in ("นาแปลงใหญ่ของคนที่สอง", "นาแปลงใหญ่ของคนแรก", "นาแปลงใหญ่สมมติ")] == [True] * 3
    assert record(store, "initiatives", "rice")["end_date"] == "2026-12-31"
    second.get_by_text("ของเขา", exact=True).last.click()
    second.wait_for_timeout(300)
    second.get_by_role("button", name="บันทึกตามที่เลือก").click()
    second.locator('p[role="status"]', has_text="แล้ว").first.wait_for(timeout=30_000)
    kept = record(store, "initiatives", "rice")
    assert (kept["title_th"], kept["end_date"]) == ("นาแปลงใหญ่ของคนแรก", "2027-12-01")
    latest = store.batches()["applied_by"].head(2).tolist()
    assert latest == ["malee", "samnak"]
    assert store.problems() == []


@pytest.mark.long
def test_every_page_opens_on_postgresql(sit, servers):
    for path in ("/", "/area?area=800611", "/history", "/review", "/people", "/exchange", "/method"):
        page = sit(servers[1], path, "samnak")
        assert "เลขที่บันทึก" not in page.locator("body").inner_text()
