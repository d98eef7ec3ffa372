"""The page of the network, opened through its frame."""

import datetime
import re

import pytest

from data.store import Edit, make_store, open_store
from geo.losing import without_ties
from geo.network import bridges_between, groups, network
from geo.scores import evaluate, score
from tests.pages.test_coverage import plain

PAGE = "see/network.py"
DAY = datetime.date(2026, 11, 20)
PARTS = ["bridges", "carrying", "groups", "ties", "facilitators"]
GROUND = [("80", "province", None), ("8006", "amphoe", "80"), ("800611", "tambon", "8006")]


@pytest.fixture(scope="module")
def demo(demo_url):
    records = open_store(demo_url).records()
    return records, evaluate(records, DAY)


def shown(app):
    return " ".join(part.body for part in app.get("html"))


def part(app, name):
    return shown(app).partition(f'id="part-{name}"')[2].partition('id="part-')[0]


def store_of(tmp_path, *agencies, name="หน่วย"):
    store = make_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    work = {"themes": "WAT-DRK", "areas": "800611", "status": "implementation", "start_date": "2026-01-01"}
    edits = [
        Edit("areas", "", {"code": code, "name_th": code, "level": level, "parent": parent})
        for code, level, parent in GROUND
    ]
    edits.append(Edit("themes", "", {"code": "WAT-DRK", "name_th": "น้ำสะอาด"}))
    for agency in agencies:
        edits += [
            Edit("agencies", "", {"agency_id": agency, "name_th": f"{name} {agency}", "sector": "state"}),
            Edit("initiatives", "", {"initiative_id": f"I {agency}", "title_th": "ประปาหมู่บ้าน", **work}),
            Edit("participation", "", {"initiative_id": f"I {agency}", "agency_id": agency, "role": "accountable"}),
        ]
    store.edit(edits, "", "test")
    return store.url


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_opens_with_its_sentence_its_drawing_and_its_tables(open_page, demo_url, demo, lang):
    app = open_page(demo_url, PAGE, area="8006", lang=lang)
    assert not app.exception
    said = shown(app)
    assert re.findall(r'<h2 id="part-([a-z]+)">', said) == PARTS
    assert re.findall(r'href="#part-([a-z]+)"', said)[: len(PARTS)] == PARTS
    assert said.count("<h1") == 1
    net = network(demo[1], demo[0], "8006")
    tied = net.ties[net.ties["level"] >= 3]
    assert said.count('<li class="node ') == len({*tied["one"], *tied["other"]})
    title = re.sub("<[^>]*>", "", re.search(r"<h1>(.*?)</h1>", said)[1])
    across = len(bridges_between(net, 3))
    assert re.findall(r"\d+", title)[:4] == [str(len(net.agencies)), str(len(tied)), "3", str(across)]


def test_every_agency_is_a_link_whose_name_says_number_side_and_ties(open_page, demo_url, demo):
    app = open_page(demo_url, PAGE)
    assert not app.exception
    net = network(demo[1], demo[0], "80")
    tied = net.ties[net.ties["level"] >= 3]
    found = re.findall(r'<li class="node (\w+)".*?agency=([^"&]+)[^>]*aria-label="(\d+) ([^"]*)"', shown(app))
    assert [int(number) for _, _, number, _ in found] == list(range(1, len(found) + 1))
    sides = {"state": "ฝ่ายรัฐ", "people": "ฝ่ายประชาชน", "neither": "ไม่อยู่ฝ่ายใด"}
    assert len(found) > 100
    for side, agency, _, words in found:
        ties = int(((tied["one"] == agency) | (tied["other"] == agency)).sum())
        assert side == net.agencies.at[agency, "side"]
        assert f"{sides[side]} เชื่อมกับ {ties} หน่วยงาน" in words


def test_a_lower_level_finds_more_ties_and_a_higher_one_fewer(open_page, demo_url):
    counts = []
    for least in ("1", "3", "5"):
        title = re.search(r"<h1>(.*?)</h1>", shown(open_page(demo_url, PAGE, area="8006", least=least)))[1]
        counts.append(int(re.search(r"มี (\d+) คู่", title)[1]))
    assert counts[0] > counts[1] > counts[2]


def test_a_chosen_agency_tells_with_whom_how_strong_why_and_where(open_page, demo_url, demo):
    app = open_page(demo_url, PAGE, area="8006", agency="demo-academic-tapi")
    assert not app.exception
    said = part(app, "own")
    net = network(demo[1], demo[0], "8006")
    own = net.ties[(net.ties["one"] == "demo-academic-tapi") | (net.ties["other"] == "demo-academic-tapi")]
    assert said.count("<tr>") - 1 == len(own) == 2
    assert re.search(r'href="\./work\?[^"]*work=demo-', said)
    assert re.search(r'href="\./area\?[^"]*area=8006', said)
    assert re.search(r'href="\./binoculars\?[^"]*agency=demo-academic-tapi', said)


def test_bridges_that_nothing_replaces_are_marked(open_page, demo_url, demo):
    app = open_page(demo_url, PAGE, area="8006", lists="whole")
    found = bridges_between(network(demo[1], demo[0], "8006"), 3)
    said = part(app, "bridges")
    assert said.count("<tr") - 1 == len(found)
    assert said.count('<tr class="marked">') == found["is_only"].sum() > 0


def test_what_the_loss_of_ties_costs_is_a_full_evaluation_without_them(open_page, demo_url, demo):
    app = open_page(demo_url, PAGE, area="8006")
    records, evaluation = demo
    rows = re.findall(r"<tr><td.*?</tr>", part(app, "carrying").partition("<details")[0])
    assert len(rows) == 8
    for row in rows[:2]:
        agency = re.search(r"agency=([^\"&]+)", row)[1]
        after = evaluate(without_ties(evaluation, records, agency).records, DAY)
        found = score(after, "amphoe").set_index("area_code").at["8006", "surplus"]
        assert float(re.search(r"<span>([\d.,]+) \([^)]*\)</span>", row)[1].replace(",", "")) == pytest.approx(
            found, abs=0.0051
        )


def test_groups_are_told_with_their_members(open_page, demo_url, demo):
    app = open_page(demo_url, PAGE, area="8006", lists="whole")
    net = network(demo[1], demo[0], "8006")
    sizes = groups(net, 3).value_counts()
    told = re.findall(r"กลุ่ม (\d+): (\d+) หน่วยงาน", part(app, "groups"))
    assert told == [(str(group + 1), str(size)) for group, size in sizes.sort_index().items() if size > 1]


def test_facilitators_are_agencies_sorted_by_load(open_page, demo_url):
    app = open_page(demo_url, PAGE, lists="whole")
    body = part(app, "facilitators").partition("<details")[0]
    loads = [int(load) for load in re.findall(r'data-label="ภาระ \(งาน-ตำบล\)"><span>(\d+)<', body)]
    assert len(loads) > 3
    assert loads == sorted(loads, reverse=True)


def test_ties_that_run_neither_way_are_drawn_both_ways_and_others_from_one_to_the_other(open_page, demo_url):
    app = open_page(demo_url, PAGE, least="1", lists="whole")
    arrows = {
        kind: set(re.findall(rf">{kind}: <a [^>]*>[^<]*</a> (.) <a", part(app, "ties")))
        for kind in ("ทำงานร่วมกัน", "ร่วมลงขัน", "ต่อยอด")
    }
    assert arrows == {"ทำงานร่วมกัน": {"↔"}, "ร่วมลงขัน": {"↔"}, "ต่อยอด": {"→"}}


def test_one_tambon_is_told_and_a_village_shows_its_tambon(open_page, tambon_url):
    said = [
        re.search(r"<h1>(.*?)</h1>", shown(open_page(tambon_url, PAGE, area=code)))[1]
        for code in ("800611", "80061101")
    ]
    assert said[0] == said[1]


def test_a_register_without_records_gets_sentences(open_page, tmp_path):
    app = open_page(make_store(f"sqlite:///{tmp_path / 'store.sqlite'}").url, PAGE)
    assert not app.exception
    said = plain(app)
    for sentence in ("ยังไม่มีบันทึกว่าหน่วยงานใดทำงาน", "ยังไม่มีหน่วยงานให้จับกลุ่ม", "ยังไม่มีบันทึกว่าใครเป็นคุณอำนวย"):
        assert sentence in said
    assert 'class="plane' not in shown(app)


def test_an_agency_alone_in_its_register_gets_a_sentence(open_page, tmp_path):
    app = open_page(store_of(tmp_path, "a"), PAGE, day="2026-11-20", agency="a")
    assert not app.exception
    assert "มีบันทึกเพียงหน่วยงานเดียว คือ หน่วย a" in plain(app)
    assert "ยังไม่มีบันทึกว่าเชื่อมกับใครในพื้นที่นี้" in plain(app)
    assert 'class="plane' not in shown(app)


def test_two_agencies_without_a_tie_are_named_and_shown_to_work_in_the_same_place(open_page, tmp_path):
    app = open_page(store_of(tmp_path, "a", "b"), PAGE, day="2026-11-20")
    assert not app.exception
    assert "ยังไม่มีบันทึกว่าคู่ใดเชื่อมกัน" in plain(app)
    assert "1 คู่ เรียงจากหน้างานที่ยังไม่ประสานมาก" in plain(app)
    assert 'class="plane' not in shown(app)


def test_hostile_names_stay_text_in_the_drawing(open_page, tmp_path):
    url = store_of(tmp_path, "a", "b", name='"><img src=x onerror=alert(1)>')
    both = {"initiative_id": "I a", "agency_id": "b", "role": "implementing"}
    open_store(url).edit([Edit("participation", "", both)], "", "test")
    app = open_page(url, PAGE, day="2026-11-20", agency="a")
    assert not app.exception
    assert 'class="plane' in shown(app)
    assert "<img" not in shown(app)


@pytest.mark.parametrize(
    ("page", "asked"), [("see/area.py", {"area": "800611"}), ("see/coverage.py", {"area": "8006"})]
)
def test_other_pages_lead_here(open_page, tambon_url, page, asked):
    assert re.search(r'href="\./network\?', shown(open_page(tambon_url, page, **asked)))
