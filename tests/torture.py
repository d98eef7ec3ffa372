"""Processes killed in the middle of their work, round after round. This module kills them and looks what is left.

``python -m tests.torture --rounds 1000 --write`` is ``make torture``; it keeps its figures in docs/torture.md.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

from data.schema import typed
from data.store import Store, make_store, migrate, open_store
from data.store.backup import back_up
from data.store.dialect import writing
from data.store.offer import offered
from tests import killed
from tests.byhand import first_shape
from tests.processes import processes

_RESULT = Path(__file__).parents[1] / "docs" / "torture.md"
_KINDS = {"edit": 6, "import": 4, "backup": 4, "restore": 3, "migrate": 3}
_FRESH_EVERY = 40
_SHORT_S, _LONG_S, _PATIENCE_S = 0.04, 0.12, 60


class Torture:
    """One store under torture, its last good backup, and what was acknowledged."""

    kinds: Mapping[str, int] = _KINDS

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance, self.processes = folder, chance, processes()
        self.rounds: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.fresh = folder / "fresh"
        self._prepare()
        self.begin()

    def _prepare(self) -> None:
        """Make the store, the backup and the store of the first shape that each beginning copies."""
        self.fresh.mkdir()
        store = self._filled(f"sqlite:///{self.fresh / 'store.sqlite'}")
        back_up(store, self.fresh / "backup.sqlite")
        old = shutil.copyfile(self.fresh / "backup.sqlite", self.fresh / "first-shape.sqlite")
        first_shape(f"sqlite:///{old}")

    def _filled(self, url: str) -> Store:
        store = make_store(url)
        small = killed.small_records(self.folder)
        store.apply(small.records, "", "small", small.given)
        store.apply({"settings": typed("settings", {"key": ["last"], "value": ["0"]})}, "", "begin")
        return store

    def begin(self) -> None:
        """Begin with a fresh store, so that looking at it stays quick."""
        self.last = 0
        self.place = shutil.copytree(self.fresh, self.folder / f"{len(list(self.folder.iterdir()))}")
        self.store = open_store(f"sqlite:///{self.place / 'store.sqlite'}")
        self.file, self.old = self.place / "backup.sqlite", self.place / "first-shape.sqlite"

    def round(self, number: int) -> None:
        """Kill one process, or two at once, and look at what they leave."""
        if number % _FRESH_EVERY == _FRESH_EVERY - 1:
            self.begin()
        kind = self.chance.choices(list(self.kinds), list(self.kinds.values()))[0]
        getattr(self, f"_{kind}")()
        self.rounds[kind] += 1
        for part in self.place.glob(".*part*"):
            part.unlink()

    def _killed(self, *tasks, file: Path | None = None, url: str = "") -> list[list[int]]:
        """Start tasks together, kill them all at a moment of chance, and return what each had acknowledged."""
        started = []
        for task in tasks:
            here, there = self.processes.Pipe(duplex=False)
            process = self.processes.Process(target=task, args=(url or self.store.url, file or self.file, there))
            process.start()
            there.close()
            started.append((process, here))
        first = _some_of(started[-1][1], self.chance.choices((0, 1, 2), (2, 5, 3))[0])
        time.sleep(self.chance.uniform(0, _LONG_S if tasks[0] in (killed.put_back, killed.bring_up) else _SHORT_S))
        for process, _ in started:
            process.kill()
        found = []
        for process, here in started:
            process.join()
            assert process.exitcode == -signal.SIGKILL
            with closing(here):
                found.append(_all_of(here))
        return [*found[:-1], first + found[-1]]

    def _edit(self) -> None:
        told = self._killed(killed.edit)[0]
        self._count("edit", told)
        self._look(self.store, told)

    def _import(self) -> None:
        told = self._killed(killed.take_in)[0]
        self._count("import", told)
        self._look(self.store, told)

    def _backup(self) -> None:
        edits, copies = self._killed(killed.edit, killed.keep_copies)
        self._count("edit", edits)
        self._count("backup", copies)
        self._look(self.store, edits)
        with offered(self.file, self.file) as kept:
            assert kept.problems() == []
            assert int(kept.settings()["last"]) >= max(copies, default=0)
            _assert_whole(kept)

    def _restore(self) -> None:
        before = self.last
        with offered(self.file, self.file) as kept:
            then = int(kept.settings()["last"])
        told = self._killed(killed.put_back)[0]
        self._count("restore", told)
        self.last = int(self.store.settings()["last"])
        assert self.last in ((then,) if told else (then, before))
        _assert_whole(self.store)
        assert self.store.problems() == []
        replaced = sorted(self.place.glob("store-replaced-*.sqlite"))
        assert len(replaced) >= len(told)
        for copy in replaced:
            with offered(copy, self.file) as kept:
                assert int(kept.settings()["last"]) in (then, before)
            copy.unlink()

    def _migrate(self) -> None:
        told = self._killed(killed.bring_up, file=self.old, url=str(self.store.url.removeprefix("sqlite:///")))[0]
        self._count("migrate", told[:-1])
        for file in self.place.glob("old-*.sqlite"):
            if int(file.stem.removeprefix("old-")) in told:
                store = open_store(f"sqlite:///{file}")
                assert store.shape() == migrate.newest()
                assert store.problems() == []
                assert len(store.records(["initiatives"])["initiatives"]) == 2
            for left in self.place.glob(f"{file.name}*"):
                left.unlink()

    def _count(self, kind: str, told: list[int]) -> None:
        self.told[kind] += len(told)

    def _look(self, store: Store, told: list[int]) -> None:
        """Every acknowledged number is kept, at most one more, and each change whole."""
        with writing(store.engine):  # a server may still be at work for a client that is no more
            pass
        kept = int(store.settings()["last"])
        last = max([self.last, *told])
        assert kept in (last, last + 1)
        self.last = kept
        _assert_whole(store)
        assert store.problems() == []


class OnServer(Torture):
    """A store on a server under torture, whose clients are killed."""

    kinds: Mapping[str, int] = {"edit": 1, "import": 1}

    def __init__(self, url: str, folder: Path, chance: random.Random) -> None:
        self.url = url
        super().__init__(folder, chance)

    def _prepare(self) -> None:
        self.store = self._filled(self.url)

    def begin(self) -> None:
        """Go on with the one store there is."""
        self.place, self.file = self.folder, self.folder / "none"
        self.last = int(self.store.settings()["last"])


def _some_of(here: Connection, count: int) -> list[int]:
    """Wait for so many acknowledgements."""
    return [here.recv() for _ in range(count) if here.poll(_PATIENCE_S)]


def _all_of(here: Connection) -> list[int]:
    found = []
    try:
        while True:
            found.append(here.recv())
    except EOFError:
        return found


def _assert_whole(store: Store) -> None:
    initiatives = store.records(["initiatives"])["initiatives"].set_index("initiative_id")
    said = initiatives.loc["I1", "title_en"]
    assert (0 if said != said else int(said)) == int(store.settings()["last"])
    imported = initiatives[initiatives.index.str.startswith("J")]
    counts = Counter(key.partition("-")[0] for key in imported.index)
    assert set(counts.values()) <= {20}
    assert imported["areas"].eq("800601;8006").all()


def torture(folder: Path, rounds: int, seed: int) -> Torture:
    """Kill processes for `rounds` rounds; raises where anything is lost, half there or broken."""
    under = Torture(folder, random.Random(seed))
    for number in range(rounds):
        under.round(number)
    return under


def _main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=int(os.environ.get("TORTURE_ROUNDS", "1000")))
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("--write", action="store_true")
    arguments = asked.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        under = torture(Path(name), arguments.rounds, arguments.seed)
    rows = [f"| {kind} | {under.rounds[kind]:,} | {under.told[kind]:,} |" for kind in _KINDS]
    text = "\n".join(
        [
            "# Killed in the middle",
            "",
            f"`make torture` made this page: {arguments.rounds:,} rounds of kill -9 at a moment of chance, in "
            f"{time.monotonic() - begun:,.0f} s. After each round every acknowledged write was there, no change was "
            "half there, the database and the history had no problem, and the last backup was good.",
            "",
            "| killed during | rounds | acknowledged |",
            "|---|---:|---:|",
            *rows,
            "",
            "Backups are killed while another process edits, which is killed with them.",
            "",
        ]
    )
    sys.stdout.write(f"{text}\nseed {arguments.seed}\n")
    if arguments.write:
        _RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main()
