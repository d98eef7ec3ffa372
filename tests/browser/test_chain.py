"""The whole chain: a record changes, exactly the areas whose scores change recolour, and the page recounts."""

import re

import pandas as pd
import pytest

from tests.browser import province
from tests.browser.serving import closed_page, command, serving
from tests.browser.shown import expected_fills, fills, map_frame, press

pytestmark = pytest.mark.browser


@pytest.fixture
def own_store(tmp_path):
    """A store of this test's own, so that its records may change."""
    return province.store(tmp_path)


def moved(records):
    """The record whose move to another tambon changes colours: its new row alone, as an officer would send it."""
    initiatives = records["initiatives"]
    untied = initiatives[
        ~initiatives["initiative_id"].isin(pd.concat([records["ties"]["from_id"], records["ties"]["to_id"]]))
    ]
    running = untied[(untied["status"] == "implementation") & (untied["areas"].str.len() == 6)]
    here = running["areas"].value_counts().index[0]
    return running[running["areas"] == here].head(1).assign(areas="800101")


def test_one_changed_record_recolours_exactly_the_areas_whose_scores_change_and_their_page_recounts(
    browser, own_store, tmp_path
):
    with serving(store=own_store) as address:
        page, tried = closed_page(browser)
        page.goto(address)
        map_frame(page)
        before = fills(page)
        assert before == expected_fills(own_store, province.DAY)

        row = moved(province.tables())
        folder = tmp_path / "change"
        folder.mkdir()
        row.to_csv(folder / "initiatives.csv", index=False)
        command(own_store, "import", folder)

        wanted = expected_fills(own_store, province.DAY)
        changed = {code for code in wanted if wanted[code] != before[code]}
        assert changed, "the test's change has to change something"
        page.reload()
        page.wait_for_timeout(500)
        map_frame(page)
        after = fills(page)
        assert {code for code in after if after[code] != before[code]} == changed
        assert after == wanted

        scores = pd.read_csv(_scored(own_store, tmp_path), dtype={"area_code": "str"}).set_index("area_code")
        code = scores["surplus"].idxmax()
        press(page, code)
        page.wait_for_url(re.compile("/area"))
        assert f"area={code}" in page.url
        _recount(page, scores.loc[code])
        assert tried == []
        page.close()


def _scored(url, folder):
    out = folder / "scores.csv"
    command(url, "score", "--as-of", province.DAY.isoformat(), "--level", "tambon", "--out", out)
    return out


def _recount(page, row):
    """Count the agencies of the records listed under every surplus front, and hold the sum against D."""
    page.get_by_role("heading", name="หน้างานซ้ำที่ยังไม่ประสาน", level=2).wait_for()
    folds = page.locator("details:has(> summary:has-text('หน่วยงาน ซ้ำ'))")
    surplus, villages = 0.0, 0
    for i in range(folds.count()):
        fold = folds.nth(i)
        told = fold.locator("summary").inner_text()
        m, stated = re.search(r"(\d+) หน่วยงาน ซ้ำ ([\d.]+)", told).groups()
        alike = int((re.search(r"^\S+ (\d+) หมู่บ้าน · ", told) or [0, 1])[1])
        if not fold.evaluate("fold => fold.open"):
            fold.locator("summary").click()
        hosts = set()
        for cell in fold.locator("td[data-label^='หน่วยงาน']").all_inner_texts():
            hosts |= set(re.findall(r"(หน่วยงานสมมติ \d+) \((?:เจ้าภาพ|ลงมือ)\)", cell))
        assert len(hosts) == int(m)
        assert fold.locator("a[href^='https://example.org/invented/']").count() == fold.locator("tbody tr").count()
        surplus += alike * float(stated)
        villages += alike
    assert surplus == pytest.approx(row["surplus"], abs=0.005 * villages)
    shown = page.locator(".figure", has_text="หน้างานซ้ำต่อหมู่บ้าน").locator(".value").inner_text()
    assert float(shown) == pytest.approx(surplus / row["villages"], abs=0.006)
