import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small import SMALL

from data.errors import StoreError
from data.readers.records import reading
from data.schema import typed
from data.store import make_store, open_store
from data.store.backup import back_up
from data.store.location import sqlite_file
from data.writers.records import write_folder

_ROOT = Path(__file__).parents[2]

_APPLY_MUCH = """
import sys
from data.errors import StoreError
from data.schema import typed
from data.store import open_store

store = open_store(sys.argv[1])
codes = [f"J{number}" for number in range(5000)]
try:
    store.apply({"initiatives": typed("initiatives", {"initiative_id": codes, "title_th": "ก" * 300})}, "", "full")
except StoreError as error:
    print(error.thai, error.english, flush=True)
    sys.exit(1)
"""


@pytest.fixture
def filled(store, write):
    store.apply(reading(write(SMALL)).records, "", "small")
    return store


def _python(program, *words, **options):
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        **options,
    )


def test_a_full_disk_changes_nothing_loses_nothing_and_is_said(filled):
    def small_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    before = filled.records()
    process = _python(_APPLY_MUCH, filled.url, preexec_fn=small_disk)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "ดิสก์เต็ม" in said
    assert "the disk is full" in said
    after = open_store(filled.url).records()
    assert all(after[name].equals(before[name]) for name in before)
    assert open_store(filled.url).problems() == []
    assert filled.apply({"settings": typed("settings", {"key": ["a"], "value": ["b"]})}, "", "").number == 2


_EDIT_UNTIL_FULL = """
import resource, sys
from pathlib import Path
from data.__main__ import main
from data.errors import DataError
from data.store import Edit, open_store

store, limit = open_store(sys.argv[1]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
number = 0
try:
    while True:
        edit = Edit("settings", "", {"key": f"k{number}", "value": "ก" * 5000})
        print(store.edit([edit], "", "full").number, flush=True)
        number += 1
except DataError as error:
    print(error.thai, error.english, flush=True)
print(main(["backup", sys.argv[2]]), main(["restore", sys.argv[2]]), flush=True)
"""


def test_edits_a_backup_and_a_restore_on_a_full_disk_lose_nothing_and_say_it(filled, tmp_path):
    file, url = tmp_path / "backup.sqlite", filled.url.replace("timeout=0.3", "timeout=15")
    back_up(filled, file)
    earlier, limit = file.read_bytes(), sqlite_file(filled.url).stat().st_size
    process = _python(_EDIT_UNTIL_FULL, url, file, limit, stderr=subprocess.PIPE, cwd=tmp_path)
    said, wrong = process.communicate(timeout=120)
    *numbers, refusal, codes = said.splitlines()
    assert len(numbers) > 3
    assert [word in refusal for word in ("ดิสก์เต็ม", "the disk is full")] == [True, True]
    assert codes == "1 1"
    assert [word in wrong for word in ("ดิสก์เต็ม", "the disk is full", "Traceback")] == [True, True, False]
    kept = open_store(filled.url)
    assert kept.problems() == []
    assert sorted(map(int, numbers)) == sorted(kept.history(table="settings")["batch"])
    assert file.read_bytes() == earlier
    assert list(tmp_path.glob(".*part*")) == list(tmp_path.glob("*replaced*")) == []


def test_an_export_to_a_full_disk_leaves_the_earlier_one(filled, tmp_path):
    write_folder(filled.records(), tmp_path / "out")
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20));"
        "from data.__main__ import main; sys.exit(main(['export', sys.argv[1]]))"
    )
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    process = _python(program, tmp_path / "out", stderr=subprocess.PIPE)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "เขียน" in said
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_a_killed_init_leaves_no_store_and_the_next_one_makes_it(url, tmp_path):
    program = "import sys; from data.__main__ import main; sys.exit(main(['init', '--sample', 'public']))"
    file = tmp_path / "store.sqlite"
    for wait in (1.0, 1.4, 1.8):
        process = _python(program)
        time.sleep(wait)
        process.kill()
        process.wait()
        process.stdout.close()
        assert not file.exists() or open_store(url).has_records()
    if not file.exists():
        whole = _python(program)
        said, _ = whole.communicate(timeout=60)
        assert whole.returncode == 0
        assert "the store is made" in said
    assert len(open_store(url).records()["initiatives"]) > 100


def test_a_broken_apply_leaves_the_version_as_it_was(filled):
    with pytest.raises(StoreError):
        filled.apply({"ties": typed("ties", {"from_id": ["I1"], "to_id": ["I9"], "kind": ["co_work"]})}, "", "")
    assert filled.version() == 1


def test_two_programs_that_make_the_same_store_at_once_both_find_it_whole(url):
    program = "import sys; from data.__main__ import main; sys.exit(main(['init']))"
    both = [_python(program), _python(program)]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("the store is made" in words for words in said) >= 1
    assert make_store(url).records()["areas"].shape[0] == 1747
