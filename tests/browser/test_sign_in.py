"""Signing in with a real browser: it lasts over a reload, ends when it should, and takes no post but our own."""

import http.client
import re
import socket
import time
from urllib.parse import urlencode, urlsplit

import pytest

from data.desk import accounts, codes
from data.desk.codes import CodeOrder
from data.schema import OFFICE
from data.store import open_store
from tests import oidc, stores
from tests.browser.serving import closed_page, free_port, serving, started
from tests.browser.shown import settle, until
from tests.browser.test_access import BLACK, PHONE, WIDE, found_by_axe

pytestmark = pytest.mark.browser
PASSWORD = "ข้าวต้มกับ ทะเลสาบ"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A register of the office with one account of its own."""
    made = open_store(stores.shipped(tmp_path_factory.mktemp("office") / "store.sqlite"))
    accounts.make_account(made, OFFICE, "somsri", {"role": "office", "name": "สมศรี"})
    accounts.set_password(made, OFFICE, "somsri", PASSWORD)
    return made


@pytest.fixture(scope="module")
def app(store):
    with serving(store=store.url) as address:
        yield address


@pytest.fixture
def page(browser):
    opened, tried = closed_page(browser)
    yield opened
    assert tried == []
    opened.close()


def beside(page):
    """Who the sidebar says is signed in; at a phone's width it is folded away and there all the same."""
    return page.locator(".stSidebar .who").text_content()


def enter(page, app, account="somsri", password=PASSWORD, path="/people"):
    page.goto(app + path)
    settle(page)
    page.get_by_label("ชื่อผู้ใช้").fill(account)
    page.get_by_label("รหัสผ่าน").fill(password)
    page.get_by_role("button", name="ลงชื่อเข้าใช้").click()
    settle(page)


def test_signing_in_leads_back_and_lasts_over_a_reload_until_signing_out(page, app):
    page.goto(app + "/area?area=800611")
    settle(page)
    page.get_by_role("link", name="ลงชื่อเข้าใช้").click()
    page.get_by_label("ชื่อผู้ใช้").fill("somsri")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="ลงชื่อเข้าใช้").click()
    page.wait_for_url(re.compile(r"/area\?area=800611"))
    settle(page)
    assert beside(page) == "สมศรี · สำนักงานจังหวัด"
    page.reload()
    settle(page)
    assert beside(page) == "สมศรี · สำนักงานจังหวัด"
    cookie = next(each for each in page.context.cookies() if each["name"].startswith("sitting-"))
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    assert page.evaluate("document.cookie").find("sitting") == -1
    page.locator(".stSidebar").get_by_role("button", name="ออก").click()
    page.wait_for_url(re.compile("/area"))
    settle(page)
    assert beside(page) == "ลงชื่อเข้าใช้"
    assert not any(each["name"].startswith("sitting-") for each in page.context.cookies())


def test_a_token_that_was_signed_out_lets_nobody_in_again(page, app):
    enter(page, app)
    kept = [each for each in page.context.cookies() if each["name"].startswith("sitting-")]
    page.locator(".stSidebar").get_by_role("button", name="ออก").click()
    page.wait_for_load_state()
    settle(page)
    page.context.add_cookies(kept)
    page.goto(app + "/people")
    settle(page)
    assert beside(page) == "ลงชื่อเข้าใช้"


def test_a_wrong_password_is_a_kind_sentence_and_keeps_the_way_back(page, app):
    enter(page, app, password="ไม่ใช่คำนี้แน่นอน", path="/people?lang=th&from=method")
    assert page.get_by_role("alert").inner_text() == "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"
    page.get_by_label("ชื่อผู้ใช้").fill("somsri")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="ลงชื่อเข้าใช้").click()
    page.wait_for_url(re.compile("/method"))
    assert "told" not in page.url


def test_a_code_lets_one_in_under_a_name_of_their_own_and_works_once(page, browser, app, store):
    code = codes.make_codes(store, OFFICE, CodeOrder(1, 1))[0]
    other, _ = closed_page(browser)
    for each, name in ((page, "ป้านา"), (other, "อีกคน")):
        each.goto(app + "/people")
        settle(each)
        each.get_by_label("รหัส", exact=True).fill(code.lower())
        each.get_by_label("ชื่อที่ใช้เรียก").fill(name)
        each.get_by_role("button", name="เข้าร่วม").click()
        each.wait_for_load_state()
        settle(each)
    assert beside(page) == "ป้านา · คุณอำนวย (ผู้ลงพื้นที่)"
    assert beside(other) == "ลงชื่อเข้าใช้"
    assert "รหัสนี้ใช้ไม่ได้" in other.get_by_role("alert").inner_text()
    other.close()


def test_the_office_makes_codes_and_an_account_at_the_page(page, app):
    enter(page, app)
    page.goto(app + "/people")
    settle(page)
    page.get_by_role("spinbutton", name="จำนวน").fill("4")
    page.get_by_role("textbox", name="สำหรับงานใด").fill("เวทีลานสกา")
    page.get_by_role("button", name="ออกรหัส", exact=True).click()
    page.locator(".codes li").nth(3).wait_for()
    assert page.locator(".codes li strong").first.inner_text().count("-") == 1
    page.emulate_media(media="print")
    seen = page.locator('.stMain [data-testid="stHtml"]:visible')
    assert [part.get_by_text("เวทีลานสกา").count() > 0 for part in seen.all()] == [True]
    page.emulate_media(media="screen")


def test_who_changes_the_own_password_signs_in_with_the_new_one(page, app, store):
    accounts.make_account(store, OFFICE, "malee", {"role": "viewer", "name": "มาลี"})
    accounts.set_password(store, OFFICE, "malee", PASSWORD)
    enter(page, app, account="malee")
    page.goto(app + "/people")
    settle(page)
    page.get_by_text("เปลี่ยนรหัสผ่านของตนเอง").first.click()
    page.get_by_label("รหัสผ่านเดิม").fill(PASSWORD)
    page.get_by_label("รหัสผ่านใหม่").fill("อีกคำหนึ่งซึ่งยาว")
    page.get_by_role("button", name="เปลี่ยนรหัสผ่านของตนเอง").click()
    page.get_by_role("status").wait_for()
    assert beside(page) == "ลงชื่อเข้าใช้"
    enter(page, app, account="malee", password="อีกคำหนึ่งซึ่งยาว")
    assert beside(page).startswith("มาลี")


@pytest.mark.parametrize("role", ["สำนักงานจังหวัด", "เจ้าหน้าที่หน่วยงาน"])
def test_a_role_of_the_demo_is_tried_with_one_click(page, demo_app, role):
    page.goto(demo_app + "/people")
    settle(page)
    page.get_by_role("button", name=f"ลองในบทบาท{role}").click()
    page.wait_for_load_state()
    settle(page)
    assert beside(page) == f"ผู้ทดลอง (สมมติ) · {role}"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("account", ["", "somsri"])
def test_axe_finds_nothing_signed_in_or_not(browser, app, account, size):
    page, _ = closed_page(browser, *size)
    page.emulate_media(color_scheme="light")
    if account:
        enter(page, app, path="/people?told=wrong")
        page.goto(app + "/people")
        settle(page)
        choice = page.get_by_role("combobox", name="เลือกบัญชี")
        choice.scroll_into_view_if_needed()
        page.wait_for_timeout(500)  # scrolling closes what a press has opened
        choice.click()
        page.get_by_role("option", name="somsri").click()
        page.get_by_role("button", name="ออกรหัสผ่านใหม่").wait_for()
        page.get_by_role("button", name="ออกรหัส", exact=True).click()
        page.locator(".codes li").first.wait_for()
    else:
        page.goto(app + "/people?told=wrong")
    settle(page)
    assert found_by_axe(page) == []
    page.emulate_media(color_scheme="dark")
    until(page, page, BLACK)
    settle(page)
    assert found_by_axe(page) == []
    width = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(width)
    page.close()


def post(app, door, form, **headers):
    """Post as no browser would; returns status, where it leads, and the cookie that it sets."""
    parts = urlsplit(app)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    body = form if isinstance(form, bytes) else urlencode({"register": "office"} | form).encode()
    told = {"Content-Type": "application/x-www-form-urlencoded"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    connection.request("POST", f"{parts.path}/account/{door}", body, told)
    answer = connection.getresponse()
    answer.read()
    found = answer.status, answer.headers.get("Location", ""), answer.headers.get("Set-Cookie", "")
    connection.close()
    return found


SOMSRI = {"account": "somsri", "password": PASSWORD}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "same-origin"}, 303),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 403),
        ({"Origin": "{app}"}, 303),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://evil.example", "Sec_Fetch_Site": "cross-site"}, 403),
        ({}, 403),
    ],
)
def test_a_post_from_elsewhere_opens_no_door(app, headers, status):
    told = {name: value.format(app=app) for name, value in headers.items()}
    found = post(app, "in", SOMSRI, **told)
    assert found[0] == status
    assert bool(found[2]) == (status == 303)


OURS = {"Sec_Fetch_Site": "same-origin"}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        (b"account=" + b"x" * 5_000, 413),
        (b"&".join(b"f%d=1" % at for at in range(50)), 413),
        (b"\xff\xfe%00", 400),
        (b"", 400),
        ({"register": "nowhere"}, 400),
        ({"register": "../office"}, 400),
    ],
)
def test_a_post_that_is_no_form_of_ours_opens_no_door(app, form, status):
    assert post(app, "in", form, **OURS)[0] in (status, 413)
    assert post(app, "in", b'{"account": 1}', **OURS, Content_Type="application/json")[0] == 413


@pytest.mark.parametrize(
    "to",
    [
        "//evil.example",
        "https://evil.example",
        "../../x",
        r"\\evil.example",
        "a%0d%0aX: y",
        "javascript:alert(1)",
        "x" * 500,
    ],
)
def test_a_door_leads_to_pages_of_ours_only(app, to):
    view = "area=800611&told=locked&x=%0d%0aSet-Cookie:+a=b"
    status, location, _ = post(app, "in", SOMSRI | {"to": to, "view": view}, **OURS)
    assert status == 303
    assert re.fullmatch(r"\.\./(x*)\?area=800611&x=%0D%0ASet-Cookie%3A\+a%3Db", location)


def test_the_cookie_is_for_https_alone_where_the_page_came_by_it(app):
    host = urlsplit(app).netloc
    plain = post(app, "in", SOMSRI, Origin=f"http://{host}")[2]
    safe = post(app, "in", SOMSRI, Origin=f"https://{host}")[2]
    for cookie in (plain, safe):
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Max-Age=43200" in cookie
    assert "Secure" not in plain
    assert "Secure" in safe


def test_an_address_that_fails_sixty_times_waits(store):
    with serving(store=store.url) as app:
        told = [post(app, "code", {"code": f"AAAA-{at:04d}", "called": "x"}, **OURS)[1] for at in range(62)]
    assert all("told=code" in location for location in told[:60])
    assert all("told=busy&wait=5" in location for location in told[60:])


def test_everything_works_under_a_path_of_its_own_too(browser, store):
    with serving(store=store.url, server_baseUrlPath="songklong/nakhon") as app:
        page, tried = closed_page(browser)
        enter(page, app)
        assert urlsplit(page.url).path == "/songklong/nakhon/"
        assert beside(page) == "สมศรี · สำนักงานจังหวัด"
        cookie = next(each for each in page.context.cookies() if each["name"].startswith("sitting-"))
        assert cookie["path"] == "/songklong/nakhon/"
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.stSidebar form.post button')).cursor")
            == "pointer"
        )
        page.close()
        assert tried == []


def test_the_app_answers_on_this_machine_alone_unless_told_otherwise(store):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; names the address that other machines would see
        except OSError:
            pytest.skip("this machine has no other address than the loopback")
        other = probe.getsockname()[0]
    with started(store=store.url, server_address="") as (address, _):
        port = urlsplit(address).port
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((other, port), timeout=5)


SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "{secret}"
client_id = "songklong"
client_secret = "secret of a test"
server_metadata_url = "{service}/.well-known/openid-configuration"
"""


@pytest.fixture
def outside(tmp_path, store):
    """The app with a sign-in service of its own."""
    port = free_port()
    with oidc.service() as service:
        file = tmp_path / "secrets.toml"
        app = f"http://127.0.0.1:{port}"
        file.write_text(SECRETS.format(app=app, service=service.address, secret="s" * 40), encoding="utf-8")
        with serving(store=store.url, server_port=str(port), secrets_files=str(file)):
            yield app, service


def come_from_service(page, app):
    page.goto(app + "/people")
    settle(page)
    page.get_by_role("button", name="ลงชื่อเข้าใช้ด้วยบัญชีของหน่วยงาน").click()
    page.wait_for_url(app + "/")
    settle(page)


def test_a_sign_in_service_lets_in_whom_it_vouches_for_as_long_as_it_does(page, outside, store):
    app, service = outside
    accounts.make_account(store, OFFICE, "officer", {"role": "operator", "email": "Pim@example.org", "name": "พิมพ์"})
    service.claims = {"email": "pim@example.org", "email_verified": True}
    come_from_service(page, app)
    assert beside(page) == "พิมพ์ · ผู้ดำเนินเวที"
    page.reload()
    settle(page)
    assert beside(page) == "พิมพ์ · ผู้ดำเนินเวที"
    accounts.change_account(store, OFFICE, "officer", {"disabled": True})
    page.goto(app + "/people")
    settle(page)
    assert beside(page) == "ลงชื่อเข้าใช้"
    accounts.change_account(store, OFFICE, "officer", {"disabled": False})
    page.reload()
    settle(page)
    page.locator(".stMain").get_by_role("button", name="ออก", exact=True).click()
    page.wait_for_url(app + "/")
    settle(page)
    assert beside(page) == "ลงชื่อเข้าใช้"
    service.claims = {"email": "stranger@example.org", "email_verified": True, "name": "คนแปลกหน้า"}
    service.lasts_s = 20
    come_from_service(page, app)
    assert beside(page) == "คนแปลกหน้า · ผู้อ่าน"
    page.wait_for_timeout(max(0, 1000 * (service.ends_at + 1 - time.time())))
    page.get_by_role("radio", name="English").click()  # a run of the same session, no reload
    page.locator(".stSidebar .who", has_text="Sign in").wait_for()
