"""The security headers on a real server, and pages that work under them."""

import re
import urllib.error
import urllib.request

import pytest

from tests.browser.serving import closed_page
from tests.browser.shown import map_frame

pytestmark = pytest.mark.browser

COMPONENT = "/component/streamlit_folium.st_folium/index.html"
OWN = ["/map/own/map.js", "/map/leaflet/leaflet.js", "/map/data/none.json", "/page/page.css"]
PATHS = ["/", "/area", *OWN, COMPONENT, "/_stcore/health", "/_stcore/host-config", "/favicon.png", "/media/none"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them_once(invented_app, path):
    try:
        with urllib.request.urlopen(invented_app + path) as answer:
            told = answer.headers
    except urllib.error.HTTPError as refused:
        told = refused.headers
    assert told.get_all("X-Content-Type-Options") == ["nosniff"]
    assert told.get_all("X-Frame-Options") == ["SAMEORIGIN"]
    assert told.get_all("Referrer-Policy") == ["same-origin"]
    assert "camera=()" in told["Permissions-Policy"]
    assert len(told.get_all("Content-Security-Policy")) == 1
    assert "frame-ancestors 'self'" in told["Content-Security-Policy"]
    assert ("'unsafe-eval'" in told["Content-Security-Policy"]) == (path == COMPONENT)


@pytest.mark.parametrize("address", ["/", "/area?area=800611", "/?level=village"])
def test_pages_work_under_the_policy_without_a_complaint(browser, invented_app, address):
    page, tried = closed_page(browser)
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(invented_app + address)
    page.get_by_role("heading", level=1).wait_for()
    if "area" not in address:
        map_frame(page)
        page.get_by_role("combobox").first.click()
        page.get_by_role("option").nth(2).click()
        page.wait_for_url(re.compile("theme="))
    page.wait_for_timeout(1_500)
    assert complaints == []
    assert tried == []
    page.close()


def test_markup_that_slipped_into_the_page_could_run_nothing(browser, invented_app):
    page, _ = closed_page(browser)
    page.goto(invented_app)
    map_frame(page)
    page.evaluate("""() => {
        const box = document.createElement('div');
        box.innerHTML = '<img src="data:image/png;base64,x" onerror="window.hit = 1">';
        const script = document.createElement('script');
        script.textContent = 'window.hit = 2';
        document.body.append(box, script);
    }""")
    page.wait_for_timeout(1_000)
    assert page.evaluate("window.hit") is None
    page.close()
