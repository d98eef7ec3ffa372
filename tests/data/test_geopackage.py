"""The GeoPackage: layers, scores, geometry, and styles that QGIS opens coloured like the map."""

import sqlite3
from xml.etree import ElementTree

import pandas as pd
import pyogrio
import pytest
import toy
from full import DAY, full_content, squares

from data.schema import SCORE_COLUMNS, Level, typed
from data.writers.content import CLASSES, Content
from data.writers.geopackage import write_geopackage
from data.writers.styles import TITLES
from geo import palettes
from geo.classify import Measure, classes, kept_limits
from geo.scores import evaluate, score
from pages.ui.legend import classes_of

_LEVELS = tuple(Level)
_LAYERS = ["province", "amphoe", "tambon", "village", "initiatives", "ties", "coverage"]


def toy_content(**more):
    records = toy.toy_records() | more
    return Content(records, toy.DAY, outlines=squares(records))


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("package") / "toy.gpkg"
    write_geopackage(toy_content(), path)
    return path


def rows(file, query):
    with sqlite3.connect(file) as connection:
        return connection.execute(query).fetchall()


def styles(file):
    """Every embedded style: layer, its name, whether it is the default, and its tree."""
    query = (
        'SELECT f_table_name, styleName, useAsDefault, styleQML FROM layer_styles WHERE f_geometry_column = "geom"'
    )
    return [(layer, name, default, ElementTree.fromstring(text)) for layer, name, default, text in rows(file, query)]


def test_the_file_is_a_geopackage_of_the_layers_of_the_contract(file):
    assert rows(file, "PRAGMA application_id") == [(0x47504B47,)]
    assert rows(file, "PRAGMA user_version")[0][0] >= 10200
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]
    assert rows(file, "PRAGMA foreign_key_check") == []
    contents = dict(rows(file, "SELECT table_name, data_type FROM gpkg_contents"))
    assert [contents[name] for name in _LAYERS] == ["features"] * 7
    assert (4326, "EPSG", 4326) in rows(
        file, "SELECT srs_id, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys"
    )
    geometry = {
        name: rest for name, *rest in rows(file, "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns")
    }
    assert all(geometry[name] == ["geom", 4326] for name in _LAYERS)


def test_every_layer_is_read_by_others(file):
    for name, _ in pyogrio.list_layers(file):
        frame = pyogrio.read_dataframe(file, layer=name)
        assert len(frame.columns) > 1
        if name in _LAYERS:
            assert frame.crs.to_epsg() == 4326


@pytest.mark.parametrize("level", Level)
def test_areas_carry_the_scores_of_the_day_their_classes_and_the_quality_of_their_outline(file, level):
    frame = pd.DataFrame(pyogrio.read_dataframe(file, layer=str(level), read_geometry=False)).set_index("area_code")
    expected = score(evaluate(toy.toy_records(), toy.DAY), level).set_index("area_code")
    pd.testing.assert_frame_equal(frame[list(SCORE_COLUMNS[1:])], expected, check_dtype=False)
    assert set(frame["boundary_quality"].dropna()) <= {"official", "approximate", "schematic"}
    assert set(frame["boundary_source"].dropna()) <= {f"squares of {level}"}
    assert set(CLASSES) <= set(frame.columns)
    limits = {"map_class": (15.0, 25.0), "integration_class": (10.0, 15.0, 20.0, 30.0), "duplication_class": ()}
    for name, measure in CLASSES.items():
        assert frame[name].tolist() == classes(expected, measure, limits[name]).tolist()


def test_initiatives_without_a_point_have_no_geometry_and_ties_lie_between_places(tmp_path):
    records = toy.toy_records()
    work = records["initiatives"].copy()
    work.loc[work["initiative_id"] == "canal", ["longitude", "latitude"]] = (99.5, 8.5)
    areas = records["areas"].assign(longitude=[99 + at / 10 for at in range(12)], latitude=8.25)
    content = toy_content(initiatives=typed("initiatives", work), areas=typed("areas", areas))
    write_geopackage(content, tmp_path / "x.gpkg")
    drawn = pyogrio.read_dataframe(tmp_path / "x.gpkg", layer="initiatives").set_index("initiative_id")
    assert drawn.geometry.dropna().index.tolist() == ["canal"]
    assert drawn.loc["weir", "standing"] == "active"
    ties = pyogrio.read_dataframe(tmp_path / "x.gpkg", layer="ties").set_index(["from_id", "to_id"])
    canal = ties.loc[("canal", "weir")]
    assert list(canal.geometry.coords) == [(99.5, 8.5), (99.6, 8.25)]
    assert canal[["from_place", "to_place", "kind", "level"]].tolist() == ["point", "area", "co_work", 3]
    same = ties.loc[("market", "course")]
    assert same.geometry is None


def test_coverage_lies_on_the_area_that_is_served(tmp_path):
    write_geopackage(full_content(), tmp_path / "x.gpkg")
    served = pyogrio.read_dataframe(tmp_path / "x.gpkg", layer="coverage")
    assert served["agency_id"].tolist() == ["A1", "A2"]
    assert [shape.bounds[0].__round__(1) for shape in served.geometry] == [99.0, 99.1]


def test_days_and_truths_are_what_the_format_has_for_them(tmp_path):
    write_geopackage(full_content(), tmp_path / "x.gpkg")
    kinds = {name: kind for _, name, kind, *_ in rows(tmp_path / "x.gpkg", "PRAGMA table_info(ties)")}
    assert (kinds["start_date"], kinds["end_date"], kinds["confirmed"], kinds["level"]) == (
        "DATE",
        "DATE",
        "BOOLEAN",
        "REAL",
    )


def test_each_layer_opens_with_one_style_of_its_own(file):
    defaults = [(layer, name) for layer, name, default, _ in styles(file) if default]
    assert [layer for layer, _ in defaults] == _LAYERS
    assert {name for layer, name in defaults if layer in _LEVELS} == {"ซ้ำซ้อน × บูรณาการ | Duplication × integration"}


def test_styles_are_whole_for_qgis_3(file):
    kinds = {"initiatives": ("marker", "0"), "ties": ("line", "1")}
    for layer, _, _, tree in styles(file):
        kind, geometry = kinds.get(layer, ("fill", "2"))
        renderer = tree.find("renderer-v2")
        assert (tree.tag, renderer.get("type"), tree.findtext("layerGeometryType")) == (
            "qgis",
            "RuleRenderer",
            geometry,
        )
        symbols = {symbol.get("name"): symbol for symbol in renderer.findall("symbols/symbol")}
        rules = renderer.findall("rules/rule")
        assert [rule.get("symbol") for rule in rules] == list(symbols)
        assert len({rule.get("key") for rule in rules}) == len(rules)
        assert all(" | " in rule.get("label") for rule in rules)
        for symbol in symbols.values():
            assert symbol.get("type") == kind
            for part in symbol.findall("layer"):
                options = {
                    option.get("name"): option.get("value") for option in part.findall("Option[@type='Map']/Option")
                }
                assert options == {prop.get("k"): prop.get("v") for prop in part.findall("prop")}
                assert (part.find("symbol") is not None) == (part.get("class") == "LinePatternFill")


def test_every_rule_is_about_a_column_there_is_and_can_be_told_by_sql(file):
    for layer, name, _, tree in styles(file):
        for rule in tree.iter("rule"):
            rows(file, f'SELECT count(*) FROM "{layer}" WHERE {rule.get("filter").replace(chr(34) * 2, chr(34))}')
            column = rule.get("filter").split('"')[1]
            assert column in {found for _, found, *_ in rows(file, f'PRAGMA table_info("{layer}")')}, (layer, name)


def fills(tree):
    """Colour of the fill of every rule that has one, by expression."""
    found = {}
    renderer = tree.find("renderer-v2")
    for rule in renderer.iter("rule"):
        symbol = renderer.find(f"symbols/symbol[@name='{rule.get('symbol')}']")
        for part in symbol.findall("layer[@class='SimpleFill']"):
            rgb = part.find("prop[@k='color']").get("v").split(",")[:3]
            found[rule.get("filter")] = "#" + "".join(f"{int(value):02x}" for value in rgb)
    return found


def test_every_class_has_the_colour_it_has_on_the_map(file):
    bivariate = [colour for row in palettes.BIVARIATE for colour in row]
    expected = {
        "map_class": dict(zip("012345678abc", [*bivariate, *palettes.INSUFFICIENT], strict=True)),
        "duplication_class": dict(zip("012345", palettes.DUPLICATION, strict=True)),
        "integration_class": dict(zip("01234i", [*palettes.INTEGRATION, palettes.INSUFFICIENT[0]], strict=True)),
    }
    of_tambon = [tree for layer, _, _, tree in styles(file) if layer == "tambon"]
    for tree, (column, colours) in zip(of_tambon, expected.items(), strict=True):
        assert fills(tree) == {
            f"\"{column}\" = '{key}'": colour for key, colour in {**colours, "n": palettes.NO_RECORD}.items()
        }


def test_every_area_is_filled_once_and_has_one_outline(file):
    for layer, _, _, tree in styles(file):
        lines = [rule.get("filter") for rule in tree.iter("rule") if "boundary_quality" in rule.get("filter")]
        for expressions in (list(fills(tree)), lines) if layer in _LEVELS else ():
            found = [
                code
                for expression in expressions
                for code in rows(file, f'SELECT area_code FROM "{layer}" WHERE geom NOT NULL AND {expression}')
            ]
            assert len(found) == len(set(found)) == rows(file, f'SELECT count(geom) FROM "{layer}"')[0][0]


def pens(tree, expression):
    """Symbol layers of a rule: class, and angle or line style."""
    renderer = tree.find("renderer-v2")
    rule = next(rule for rule in renderer.iter("rule") if expression in rule.get("filter"))
    parts = renderer.findall(f"symbols/symbol[@name='{rule.get('symbol')}']/layer")
    return [
        (
            part.get("class"),
            *(prop.get("v") for prop in part.findall("prop") if prop.get("k") in ("angle", "line_style")),
        )
        for part in parts
    ]


def test_states_and_qualities_are_drawn_as_on_the_map(file):
    tree = next(tree for layer, _, _, tree in styles(file) if layer == "tambon")
    slant, counter = ("LinePatternFill", "45"), ("LinePatternFill", "-45")
    assert pens(tree, "\"map_class\" = 'n'") == [("SimpleFill",), slant]
    assert pens(tree, "\"map_class\" = 'a'") == [("SimpleFill",), slant, counter]
    assert pens(tree, "single_agency") == [("SimpleLine", "dot")]
    for quality, style in (("official", "solid"), ("approximate", "dash"), ("schematic", "dot")):
        assert pens(tree, quality) == [("SimpleLine", style)]


def test_the_table_of_styles_is_the_one_that_qgis_looks_for(file):
    columns = {name: kind for _, name, kind, *_ in rows(file, "PRAGMA table_info(layer_styles)")}
    texts = ["styleName", "styleQML", "styleSLD", "description", "owner", "ui"]
    texts += [f"f_{name}" for name in ("table_catalog", "table_schema", "table_name", "geometry_column")]
    assert {name for name, kind in columns.items() if kind.startswith("TEXT")} == set(texts)
    assert (columns["useAsDefault"], columns["update_time"]) == ("BOOLEAN", "DATETIME")
    assert rows(file, "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'") == [("attributes",)]
    for layer in _LAYERS:  # as QGIS asks when it opens a layer
        query = (
            f"SELECT styleQML FROM layer_styles WHERE f_table_schema = '' AND f_table_name = '{layer}' AND "
            "f_geometry_column = 'geom' ORDER BY CASE WHEN useAsDefault THEN 1 ELSE 2 END, update_time DESC LIMIT 1"
        )
        ((text,),) = rows(file, query)
        assert ElementTree.fromstring(text).find("renderer-v2/rules/rule") is not None


def drawn(file, layer, tree):
    """How the style draws each feature, by its code: colour, hatches and line, the later passes over the earlier."""
    found, renderer = {}, tree.find("renderer-v2")
    assert renderer.get("symbollevels") == "1"
    for rule in renderer.iter("rule"):
        parts = renderer.findall(f"symbols/symbol[@name='{rule.get('symbol')}']/layer")
        for (code,) in rows(file, f'SELECT area_code FROM "{layer}" WHERE {rule.get("filter")}'):
            found.setdefault(code, []).extend(parts)
    return {code: looks(sorted(parts, key=lambda part: int(part.get("pass")))) for code, parts in found.items()}


def looks(parts):
    """Fill, angles of hatches, colour and style of the line on top."""
    told = [(part.get("class"), {prop.get("k"): prop.get("v") for prop in part.findall("prop")}) for part in parts]
    (fill,) = [hexed(said["color"]) for kind, said in told if kind == "SimpleFill"]
    hatches = [said["angle"] for kind, said in told if kind == "LinePatternFill"]
    *_, line = [said for kind, said in told if kind == "SimpleLine"]
    return fill, hatches, line["line_style"], hexed(line["line_color"])


def hexed(rgba):
    return "#" + "".join(f"{int(part):02x}" for part in rgba.split(",")[:3])


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("measure", CLASSES.values())
def test_every_area_is_drawn_as_the_map_of_the_app_draws_it(file, level, measure):
    content = toy_content()
    scores = score(content.evaluation, level).set_index("area_code")
    limits = kept_limits({}, measure)
    keys = classes(scores, measure, limits)
    kinds = classes_of(measure, limits, lambda name, **_: name)
    hatches, lines = (
        {"slant": "45", "counter": "-45"},
        {"official": "solid", "approximate": "dash", "schematic": "dot"},
    )
    single = scores["duplication_state"] == "single_agency"
    quality = content.shapes(level)["quality"].reindex(scores.index)
    expected = {
        code: (
            kinds[keys[code]]["fill"],
            [hatches[name] for name in kinds[keys[code]]["hatch"]],
            "dot" if single[code] else lines[quality[code]],
            palettes.INK if single[code] else palettes.PARENT_LINE,
        )
        for code in scores.index[quality.notna()]
    }
    column = next(name for name, of in CLASSES.items() if of == measure)
    tree = next(
        tree for of, name, _, tree in styles(file) if of == level and TITLES[column].english in name.split(" | ")
    )
    seen = drawn(file, level, tree)
    assert {code: seen[code] for code in expected} == expected
    assert expected


def test_limits_of_the_register_stand_in_the_legend_and_the_classes(tmp_path):
    kept = typed("settings", {"key": ["integration_limits_3"], "value": ["7|33"]})
    content = toy_content(settings=kept)
    write_geopackage(content, tmp_path / "x.gpkg")
    label = next(rule.get("label") for rule in styles(tmp_path / "x.gpkg")[0][3].iter("rule"))
    assert label == "หน้างานซ้ำต่อหมู่บ้าน ≤ 0.25 · บูรณาการ > 33 | surplus fronts per village ≤ 0.25, integration > 33"
    assert content.limits(Measure.BIVARIATE) == (7.0, 33.0)


def test_invented_records_say_so_in_every_layer_and_in_one_of_its_own(tmp_path):
    told = typed("settings", {"key": ["invented"], "value": ["yes"]})
    write_geopackage(toy_content(settings=told), tmp_path / "x.gpkg")
    said = dict(rows(tmp_path / "x.gpkg", "SELECT table_name, description FROM gpkg_contents"))
    assert all("ข้อมูลสมมติทั้งหมด" in said[name] and "All of this is invented" in said[name] for name in _LAYERS)
    assert "ข้อมูลสมมติทั้งหมด" in rows(tmp_path / "x.gpkg", 'SELECT th FROM "ข้อมูลสมมติ"')[0][0]


def test_real_records_never_say_that_they_are_invented(file):
    told = rows(file, "SELECT table_name || coalesce(description, '') FROM gpkg_contents")
    assert not any("สมมติ" in text for (text,) in told)


def test_a_register_without_outlines_work_or_ties_is_written_as_well(tmp_path):
    areas = toy.toy_records()["areas"]
    write_geopackage(Content({"areas": areas}, DAY), tmp_path / "x.gpkg")
    assert rows(tmp_path / "x.gpkg", "SELECT count(*), count(geom) FROM tambon") == [(3, 0)]
    assert rows(tmp_path / "x.gpkg", "SELECT count(*) FROM initiatives") == [(0,)]
