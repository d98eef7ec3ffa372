"""Script in every text field of every record, on every page, in a real Chromium: nothing runs, nothing calls out."""

import re

import pandas as pd
import pytest

from tests import stores
from tests.browser import province
from tests.browser.serving import closed_page, command, serving
from tests.browser.shown import map_frame, press

pytestmark = pytest.mark.browser

RUN = "window.top.hit=(window.top.hit||0)+1"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"</script><script>{RUN}</script>",
    f"`${{{RUN}}}`",
    f"${{{RUN}}}",
    f"{{{{ '{RUN}' }}}}",
    f"');{RUN};//",
    f'");{RUN};//',
    f'\\";{RUN};//',
    f"[x](javascript:{RUN})",
    "![x](https://outside.example/pixel.png)",
    ":material/home: :red[x] $\\href{javascript:alert(1)}{x}$",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<a href='javascript:{RUN}'>x</a>",
    "\u2028\u2029\u202e<b>",
    "<style>@import 'https://outside.example/x.css';</style>",
    "<link rel=stylesheet href=https://outside.example/y.css>",
]


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory):
    """An app whose every title, name and note is an attack; all work lies in a few tambon."""
    folder = tmp_path_factory.mktemp("hostile")
    url = stores.shipped(folder / "store.sqlite")
    command(url, "import", province.write(folder / "records", records()))
    with serving(store=url) as address:
        yield address


def records():
    made = province.tables()
    size = len(PAYLOADS)
    initiatives = made["initiatives"].head(4 * size).copy()
    texts = (PAYLOADS * (len(initiatives) // size + 1))[: len(initiatives)]
    initiatives = initiatives.assign(
        title_th=texts, title_en=texts, description=texts, areas=["800611", "80061101"] * (len(initiatives) // 2),
        status="implementation", end_date="",
    )  # fmt: skip
    kept = set(initiatives["initiative_id"])
    agencies = made["agencies"].assign(name_th=lambda frame: [PAYLOADS[i % size] for i in range(len(frame))])
    areas = pd.DataFrame({"code": ["800611", "80061101"], "name_th": PAYLOADS[:2], "name_en": PAYLOADS[2:4]})
    themes = pd.DataFrame(
        {"code": ["WAT", "WAT-BAS"], "parent": ["", "WAT"], "name_th": PAYLOADS[4:6], "name_en": PAYLOADS[:2]}
    )
    unplaced = pd.DataFrame({"initiative_id": initiatives["initiative_id"], "place": texts, "reason": texts})
    settings = pd.DataFrame(
        {"key": ["opening_as_of", "title_th", "opening_note_th"], "value": [province.DAY.isoformat(), *PAYLOADS[:2]]}
    )
    assets = pd.DataFrame(
        {"asset_id": [f"a{i}" for i in range(size)], "name_th": PAYLOADS, "kind": "place", "area_code": "800611",
         "initiative_id": "inv-0000"}
    )  # fmt: skip
    ties = made["ties"][made["ties"]["from_id"].isin(kept) & made["ties"]["to_id"].isin(kept)]
    return {
        "areas": areas, "themes": themes, "agencies": agencies, "initiatives": initiatives, "unplaced": unplaced,
        "settings": settings, "assets": assets, "ties": ties.assign(note=PAYLOADS[0]),
        "participation": made["participation"][made["participation"]["initiative_id"].isin(kept)],
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_text_of_a_record_runs_or_reaches_outside(browser, hostile_app, lang):
    page, tried = closed_page(browser)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"{hostile_app}/?lang={lang}&agency=inv-03")
    frame = map_frame(page)
    frame.locator(".cluster, .mark").first.hover(force=True)
    frame.locator('path[data-code="800611"]').hover(force=True)
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.wait_for_timeout(300)
    page.get_by_role("combobox").nth(1).click()
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    press(page, "800611")
    page.wait_for_url(re.compile("area=800611"))
    page.get_by_role("heading", level=1).wait_for()
    _open_all(page)
    assert page.evaluate("window.hit") is None
    page.goto(f"{hostile_app}/work?lang={lang}&work=inv-0000")
    page.get_by_role("heading", level=2).first.wait_for()
    _open_all(page)
    assert page.evaluate("window.hit") is None
    assert dialogs == []
    assert tried == []
    assert page.locator("a[href^='javascript:']").count() == 0
    assert "<script>" in page.locator("body").inner_text()
    page.close()


def _open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.wait_for_timeout(1_000)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_text_of_a_record_runs_on_the_method_page(browser, hostile_app, lang):
    page, tried = closed_page(browser)
    page.goto(f"{hostile_app}/method?lang={lang}&area=800611&lists=whole")
    page.locator("#literature").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.wait_for_timeout(1_000)
    assert page.evaluate("window.hit") is None
    assert tried == []
    assert page.locator("a[href^='javascript:']").count() == 0
    assert "<script>" in page.locator("#cell").inner_text()
    page.close()
