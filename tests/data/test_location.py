import pytest
from small import SMALL

from data.errors import StoreError
from data.store import default_url, init_url, office_url, open_store
from data.store.location import place
from tests import stores

_BAD = [
    "blah",
    "nonsense",
    "://",
    "postgresql://u:secret@127.0.0.1:abc/x",
    "postgresql://u:secret@[::1/x",
    "mysql://u:secret@x/y",
    "sqlite://",
    "sqlite:///:memory:",
    "sqlite:///f.sqlite?timeout=abc",
    "sqlite:///f.sqlite?timeout=nan",
    "sqlite:///f.sqlite?timeout=1&timeout=2",
    f"sqlite:///{'f' * 400}.sqlite",
]


@pytest.fixture
def local(tmp_path, monkeypatch):
    """The folder of this machine's stores, with no DATABASE_URL."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = tmp_path / "project" / "local"
    monkeypatch.setattr("data.store.location.LOCAL", folder)
    return folder


def test_the_first_store_that_exists_is_read_and_the_office_is_written(local, monkeypatch):
    assert default_url().endswith("office.sqlite")
    assert init_url("public").endswith("public.sqlite")
    assert init_url("none").endswith("office.sqlite")
    local.mkdir(parents=True)
    (local / "public.sqlite").touch()
    assert default_url().endswith("public.sqlite")
    (local / "demo.sqlite").touch()
    assert default_url().endswith("demo.sqlite")
    assert office_url().endswith("office.sqlite")
    (local / "office.sqlite").touch()
    assert default_url().endswith("office.sqlite")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////x.sqlite")
    assert default_url() == office_url() == init_url("public") == "sqlite:////x.sqlite"


def test_a_store_is_shown_as_a_file_of_the_project_or_a_database_without_its_user(local):
    assert place(f"sqlite:///{local}/office.sqlite?timeout=3") == "local/office.sqlite"
    assert place("sqlite:////elsewhere/x.sqlite") == "/elsewhere/x.sqlite"
    assert place("postgresql+psycopg://me:secret@db.example:5433/nakhon") == "db.example/nakhon"


@pytest.mark.parametrize("address", _BAD)
def test_an_address_that_cannot_be_is_refused(address):
    with pytest.raises(StoreError) as refusal:
        open_store(address)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("address", _BAD)
@pytest.mark.parametrize(
    "words",
    [
        ["init"],
        ["import", "{tmp}"],
        ["export", "{tmp}/out"],
        ["check"],
        ["boundaries", "import", "{tmp}/x.geojson", "--level", "tambon"],
        ["score", "--as-of", "2550", "--level", "tambon", "--out", "{tmp}/s.csv"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_says_of_an_address_that_cannot_be_in_one_line(run, tmp_path, monkeypatch, address, words):
    monkeypatch.setenv("DATABASE_URL", address)
    said = run(*(word.format(tmp=tmp_path) for word in words))
    assert said.code == 1
    line = said.err.splitlines()[-1]
    assert "unexpected" not in said.err
    assert "secret" not in said.err
    assert "ฐานข้อมูล" in line or "DATABASE_URL" in line
    assert " | " in line


def test_an_address_never_shows_its_password():
    with pytest.raises(StoreError) as refusal:
        open_store("postgresql+psycopg://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(refusal.value)


def test_an_import_lands_in_the_office_and_never_in_a_sample(local, run, write):
    assert run("init", "--sample", "public").code == 0
    sample = open_store(default_url()).version()
    folder = write(
        {name: SMALL[name] for name in ("initiatives", "agencies", "participation")} | {"themes": SMALL["themes"]}
    )
    dry = run("import", folder, "--dry-run")
    assert (dry.code, dry.err.count("problem")) == (0, 0)
    assert "initiatives: 2 added" in dry.out
    assert "nothing was changed in local/office.sqlite" in dry.out
    assert not (local / "office.sqlite").exists()
    bad = run("import", write({"ties": "from_id,to_id,kind\nI1,I1,co_work\n"}, "bad"))
    assert bad.code == 1
    assert not (local / "office.sqlite").exists()
    done = run("import", folder)
    assert done.code == 0
    assert "the store is made: local/office.sqlite" in done.out
    assert "imported into local/office.sqlite as batch" in done.out
    assert open_store(f"sqlite:///{local}/public.sqlite").version() == sample
    records = open_store().records()
    assert len(records["initiatives"]) == 2
    assert len(records["areas"]) == 1747
    for words in (["check"], ["export", local / "out"], ["init"]):
        assert "local/office.sqlite" in run(*words).out
    words = ["score", "--as-of", "2550", "--level", "province", "--out", local / "s.csv"]
    assert "local/office.sqlite" in run(*words).out


def test_reading_commands_read_the_sample_while_the_office_has_no_store(local, run):
    stores.shipped(local / "public.sqlite", "public")
    assert "local/public.sqlite" in run("check").out
    assert not (local / "office.sqlite").exists()
