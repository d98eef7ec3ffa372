"""Exports through our own import: at home nothing changes, elsewhere only what is declared is lost."""

import tempfile
from pathlib import Path

import pytest
from anyrecords import some_records
from depth import tries
from full import DAY, full_content, full_records, squares
from hypothesis import HealthCheck, Phase, given, settings
from trips import begun, columns_of, expected_of, rows_of

from data.desk.importing import propose, take_in
from data.readers.files import Asked
from data.schema import OFFICE, TABLES, Level, TieKind, typed
from data.store import make_store
from data.writers.content import Content
from data.writers.forms import FORMS, OWN
from data.writers.iati import left_out
from data.writers.losses import LOSSES, UNREAD

_GROUND = ("areas", "themes")
_FEW = settings(
    max_examples=tries(2, 40),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
_DEGRADED = dict.fromkeys(("builds_on", "handover"), "co_work")


def store_of(records, folder, name):
    store = make_store(f"sqlite:///{folder / name}.sqlite")
    store.apply(records, "", "test")
    return store


def written(form, content, folder):
    path = folder / f"export{FORMS[form].suffix}"
    FORMS[form].write(content, path)
    return path


def is_told(form, records):
    """Whether an export holds any work, without which an IATI is not written and a GeoJSON says nothing."""
    out = left_out(Content(records, DAY)) if form == "iati" else ()
    return form not in ("iati", "geojson") or len(out) < len(records["initiatives"])


def told(proposal):
    """What a proposal would do, for a message."""
    parts = proposal.difference.items()
    return proposal.problems, {
        name: (part.added, part.cells) for name, part in parts if len(part.added) + len(part.cells)
    }


def check_at_home(form, content, store, folder):
    found = propose(store, OFFICE, Asked(written(form, content, folder)))
    assert (found.problems, found.is_new) == ([], False), (form, told(found))


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_full_records_imported_where_it_comes_from_changes_nothing(form, tmp_path):
    store = store_of(full_records(), tmp_path, "home")
    check_at_home(form, Content(store.records(), DAY, Level.TAMBON, squares(full_records())), store, tmp_path)


def taken(form, content, folder):
    """What an empty store with areas and themes alone keeps after taking an export in."""
    store = store_of({name: content.records[name] for name in _GROUND}, folder, f"away {form}")
    found = propose(store, OFFICE, Asked(written(form, content, folder)))
    assert found.problems == [], (form, told(found))
    if found.is_new:
        take_in(store, OFFICE, found, "test")
    return store.records()


def degraded(ties):
    """Ties as IATI says them: without order but for part_of, finer kinds as the coarser ones that hold them."""
    kept = ties[ties["kind"] != TieKind.COMPLEMENTARY]
    return {
        (kind, *(ends if kind == TieKind.PART_OF else sorted(ends)))
        for *ends, kind in kept[["from_id", "to_id", "kind"]].replace({"kind": _DEGRADED}).itertuples(index=False)
    }


def check_away(form, records, folder):
    back = taken(form, Content(records, DAY), folder)
    expected = expected_of(form, records, DAY)
    apart = {"hats", *_GROUND, *UNREAD[form], *(("ties",) if form == "iati" else ())}
    for table in set(TABLES) - apart:
        if columns := columns_of(form, table):
            assert rows_of(back[table], table, columns) == rows_of(expected[table], table, columns), (form, table)
    if form == "iati":
        ties, ours = expected["ties"], set(expected["initiatives"]["initiative_id"])
        assert degraded(back["ties"]) == degraded(ties[ties["from_id"].isin(ours) & ties["to_id"].isin(ours)])


@_FEW
@given(records=some_records())
def test_any_export_changes_nothing_at_home_and_loses_elsewhere_only_what_is_declared(records):
    with tempfile.TemporaryDirectory() as folder:
        store = store_of(records | {"initiatives": begun(records)}, Path(folder), "home")
        kept = store.records()
        for form in set(FORMS) - {"folder"}:  # it has the reader of the workbook
            if is_told(form, kept):
                check_at_home(form, Content(kept, DAY), store, Path(folder))
            if is_told(form, records) and form not in OWN:
                check_away(form, records, Path(folder))


@pytest.mark.parametrize("form", [form for form in FORMS if form != "folder"])
def test_the_columns_that_differ_elsewhere_are_just_those_declared_lost_or_passed_over(form, tmp_path):
    content = full_content()
    back = taken(form, content, tmp_path)
    differing = {
        (table, column)
        for table in set(TABLES) - set(_GROUND) - {"hats"}
        for column in TABLES[table].names
        if rows_of(back[table], table, [column]) != rows_of(content.records[table], table, [column])
    }
    if form == "iati":  # ends may change places, see `degraded`
        differing -= {("ties", "from_id"), ("ties", "to_id")}
    lost = {(loss.table, column) for loss in LOSSES[form] for column in loss.columns}
    lost |= {(table, column) for table in UNREAD[form] for column in TABLES[table].names}
    assert differing == {(table, column) for table, column in lost if table not in _GROUND and table != "hats"}


def test_what_iati_cannot_say_of_one_work_is_not_emptied_although_it_says_it_of_another(tmp_path):
    work = full_records()["initiatives"]
    work.loc[1, "end_date"] = None
    work.loc[1, ["source_url", "description"]] = "หนังสือที่ 5/2566", None
    work.loc[0, "source_url"] = "https://example.org/โครงการ%/[1]?a|b#c#d"
    records = full_records() | {"initiatives": typed("initiatives", work)}
    store = store_of(records, tmp_path, "home")
    path = written("iati", Content(records, DAY), tmp_path)
    assert path.read_text("utf-8").count("<budget>") == 1
    assert path.read_text("utf-8").count("<document-link ") == 1
    found = propose(store, OFFICE, Asked(path))
    assert (found.problems, found.is_new) == ([], False), told(found)
    path.write_text(path.read_text("utf-8").replace('code="2" />', 'code="4" />'), "utf-8")
    changed = propose(store, OFFICE, Asked(path)).difference["initiatives"].cells
    assert changed[["record", "column", "new"]].to_numpy().tolist() == [
        ["I1", "status", "closed"],
        ["I2", "status", "closed"],
    ]


@pytest.mark.long
@pytest.mark.parametrize("form", ["folder", "geojson", "hxl", "iati"])
def test_codes_of_other_countries_travel_as_well_as_those_of_thailand(form, tmp_path):
    codes = ["VUT", "VUT01", "524 2 05", "TH/=5|6 %1"]
    told = {"code": codes, "name_th": codes, "level": ["province", "amphoe", "tambon", "tambon"]}
    areas = typed("areas", {**told, "parent": [None, "VUT", "VUT01", "VUT01"]})
    work = full_records()["initiatives"].assign(areas=["524 2 05;TH/=5|6 %1", "VUT01"])
    kept = ("themes", "agencies", "participation")
    records = {"areas": areas, "initiatives": typed("initiatives", work)} | {
        name: full_records()[name] for name in kept
    }
    check_at_home(form, Content(records, DAY), store_of(records, tmp_path, "home"), tmp_path)
    records["precision"] = typed("precision")
    records["agencies"]["sector"] = "community"
    back = taken(form, Content(records, DAY), tmp_path)
    assert back["initiatives"]["areas"].tolist() == work["areas"].tolist()
    assert len(back["unplaced"]) == 0
    assert form == "geojson" or set(back["agencies"]["sector"]) == {"community"}


def test_a_geojson_of_fewer_decimals_leaves_points_as_they_are_kept(tmp_path):
    work = full_records()["initiatives"].assign(longitude=99.12345678912, latitude=8.98765432198)
    records = full_records() | {"initiatives": typed("initiatives", work)}
    check_at_home("geojson", Content(records, DAY), store_of(records, tmp_path, "home"), tmp_path)


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
def test_work_that_is_kept_without_an_area_or_a_date_is_given_none_by_its_own_export(form, tmp_path):
    work = full_records()["initiatives"].assign(areas=None, longitude=99.05, latitude=8.05, end_date=None)
    records = full_records() | {"initiatives": typed("initiatives", work)}
    store = store_of(records, tmp_path, "home")
    store.replace_layers({"tambon": squares(records, ("official",))["tambon"]})
    check_at_home(form, Content(records, DAY), store, tmp_path)


def test_rows_that_somebody_adds_to_our_4w_by_names_alone_are_read_as_any_4w(tmp_path):
    records = full_records()
    path = written("hxl", Content(records, DAY), tmp_path)
    (tags,) = (line for line in path.read_text("utf-8-sig").splitlines() if line.startswith("#"))
    cells = {
        "#activity+code": "N1",
        "#activity+name+i_th": "งานใหม่",
        "#org+impl+name+i_th": "ชมรมใหม่",
        "#adm4+code": "80010101",
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(cells.get(tag, "") for tag in tags.split(",")) + "\n")
    found = propose(store_of(records, tmp_path, "home"), OFFICE, Asked(path))
    assert (found.reading.form, found.problems) == ("hxl", [])
    assert found.difference["initiatives"].added["title_th"].tolist() == ["งานใหม่"]
    assert len(found.difference["initiatives"].updated) == 0, told(found)
    assert found.difference["agencies"].added["name_th"].tolist() == ["ชมรมใหม่"]
