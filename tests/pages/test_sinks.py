"""Text of a record reaches the reader through owned sinks only: read from the syntax trees of all pages."""

import ast
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from pages.ui import prose, words

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "pages").rglob("*.py"), ROOT / "dashboard.py"])
MAPS = ROOT / "geo" / "maps.py"

# What pages may ask of Streamlit. None of these reads its text as Markdown or HTML but for labels, which come from
# ui.words alone; options of a selectbox and cells of a dataframe are drawn as plain text.
PLAIN = {
    "App", "Page", "button", "checkbox", "column_config", "columns", "container", "context", "data_editor",
    "dataframe", "download_button", "empty", "expander", "file_uploader", "form", "form_submit_button",
    "fragment", "get_option", "login", "logout", "multiselect", "navigation", "number_input", "popover",
    "query_params", "radio", "rerun", "segmented_control", "select_slider", "selectbox", "session_state",
    "set_page_config", "sidebar", "spinner", "stop", "switch_page", "tabs", "text_area", "text_input", "user",
}  # fmt: skip
OWNED = {"html": {"prose.py"}}
FOLIUM = {"Map", "FeatureGroup", "MacroElement"}
SAID = {key: said for part in words.PARTS for key, said in part.items()}


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def attributes_of(tree, module):
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == module
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_uses_no_way_of_streamlit_that_reads_markup(path):
    used = {node.attr for node in attributes_of(tree_of(path), "st")}
    allowed = PLAIN | {name for name, owners in OWNED.items() if path.name in owners}
    assert used <= allowed


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_streamlit_is_imported_under_its_one_name_and_raw_components_not_at_all(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "streamlit":
            raise AssertionError(f"{path.name}:{node.lineno} takes names out of streamlit")
        if isinstance(node, ast.Import):
            for alias in node.names:
                assert not alias.name.startswith("streamlit.components"), path.name
                assert alias.name.split(".")[0] != "streamlit" or alias.asname == "st", path.name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_markup_is_made_of_literals_only(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup":
            assert all(isinstance(part, ast.Constant) for part in node.args), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_only_the_map_view_calls_the_map_component(path):
    names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
    assert "st_folium" not in names or path.name == "mapview.py"


def test_folium_is_used_for_the_ground_and_one_layer_and_for_no_popup_tooltip_or_icon():
    assert {node.attr for node in attributes_of(tree_of(MAPS), "folium")} == FOLIUM
    for path in (ROOT / "geo").glob("*.py"):
        assert path == MAPS or "folium" not in path.read_text(encoding="utf-8").replace("st_folium", ""), path.name


def test_every_value_that_enters_the_maps_script_is_json_of_our_own_encoder():
    templates = re.findall(r"\{\{(.*?)\}\}", MAPS.read_text(encoding="utf-8"))
    assert sorted(part.strip() for part in templates) == [
        "this._parent.get_name()",
        "this.description",
        "this.get_name()",
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "pages" / "ui").glob("*/*.js")), ids=lambda path: path.stem)
def test_our_scripts_put_text_into_the_page_as_text(path):
    script = path.read_text(encoding="utf-8")
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "bindPopup"):
        assert sink not in script
    assert set(re.findall(r"html: (\w+)", script)) <= {"icon"}


@pytest.mark.parametrize("hostile", ["<script>x</script>", "<img src=x onerror=x>", "\" onmouseover='x", "a & b < c"])
def test_prose_escapes_whatever_a_record_says(hostile):
    made = [
        prose.heading(hostile),
        prose.line(hostile, hostile),
        prose.table([hostile], [[hostile]], hostile),
        prose.figure(hostile, hostile, hostile),
        prose.bar(hostile, 0.5, hostile, hostile),
        prose.fold(hostile, prose.listing([hostile])),
        prose.join([hostile, hostile], hostile),
        prose.link("https://example.org/" + hostile, hostile),
    ]
    for markup in made:
        assert isinstance(markup, Markup)
        assert hostile not in str(markup)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://", "https://[", None, 3.5, " "]
)
def test_only_web_addresses_become_links(address):
    assert "href" not in prose.link(address, "x")


def test_plain_text_is_refused_by_the_sink():
    with pytest.raises(TypeError, match="must be Markup"):
        prose.show("<b>plain</b>")


def test_every_sentence_is_said_in_both_languages_with_the_same_gaps():
    for key, (thai, english) in SAID.items():
        assert thai.strip(), key
        assert english.strip(), key
        assert set(re.findall(r"{(\w+)}", thai)) == set(re.findall(r"{(\w+)}", english)), key


def test_no_sentence_hides_another_or_the_label_of_a_value():
    assert len(SAID) == sum(len(part) for part in words.PARTS)
    assert not set(SAID) & set(words.LABELS)
