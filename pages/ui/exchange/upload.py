"""A file on its way in: what was sent, accepted, and would be done. This module keeps it between the steps."""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from data.desk.importing import Proposal, propose
from data.desk.learning import Lessons, remembering
from data.desk.reporting import write_report
from data.errors import Problem
from data.readers.corrections import corrections, taught
from data.readers.files import Asked
from data.readers.forms import recognised
from data.readers.layouts import Layout, preferred, remembered
from data.readers.tabular import Listed
from data.schema import Actor
from data.store import Store

_KEY = "file on its way in"
_ROUND = "files taken in"
_UNSAFE = re.compile(r"[^\w.\- ()\u0e00-\u0e7f]")
_LONGEST = 80


@dataclass
class Upload:
    """What somebody sent and what they have decided about it so far.

    Attributes
    ----------
    files : name and content of each file.
    corrections : suggestions accepted: other text for cells, as `data.readers.files.Corrections`.
    layout : what the headings mean, where somebody settled it; None for what is remembered or guessed.
    taught : names that were accepted, each with the agency it is a name of.
    """

    files: tuple[tuple[str, bytes], ...]
    corrections: dict[tuple[str, int, str], str] = field(default_factory=dict)
    layout: Layout | None = None
    taught: list[tuple[str, str]] = field(default_factory=list)
    _seen: tuple[object, ...] = ()
    _found: Proposal | None = None
    _reported: tuple[Proposal, tuple[str, bytes]] | None = None

    @property
    def name(self) -> str:
        """What the history calls the file."""
        return ", ".join(name for name, _ in self.files)[: 2 * _LONGEST]

    @cached_property
    def _recognised(self) -> tuple[str, Listed | None]:
        with self._written() as path:
            return recognised(path)

    @property
    def form(self) -> str:
        """What the file is, one of `data.readers.forms.FORMS`."""
        return self._recognised[0]

    @property
    def listed(self) -> Listed | None:
        """The sheet that holds the records of somebody's own table and its likely layout; None for other forms."""
        return self._recognised[1]

    @property
    def digest(self) -> str:
        """What tells these files from others."""
        told = hashlib.sha256()
        for name, content in self.files:
            told.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        return told.hexdigest()

    def proposal(self, store: Store, actor: Actor, on_progress: Callable[[int, int], None]) -> Proposal:
        """Return what the files would do to the register as it is now; read again only when something changed."""
        seen = (store.version(), actor, tuple(self.corrections.items()), repr(self.layout))
        if self._found is None or seen != self._seen:
            self._found = self._read(store, actor, on_progress)
            self._seen = seen
        return self._found

    def _read(self, store: Store, actor: Actor, on_progress: Callable[[int, int], None]) -> Proposal:
        with self._written() as path:
            asked = Asked(path, corrections=dict(self.corrections), on_progress=on_progress, layout=self.layout)
            found = propose(store, actor, asked)
        headings = self.listed.sheet.headings if self.listed else ()
        layout = self.layout or self._guessed(store, actor, found)
        return remembering(store, actor, found, Lessons(self.taught, layout, headings))

    def _guessed(self, store: Store, actor: Actor, found: Proposal) -> Layout | None:
        """Return what the headings were guessed to mean, to be kept with the file; None where it is kept already."""
        is_kept = self.form != "table" or self.remembered(store, actor) is not None
        return None if is_kept or not found.is_new else found.reading.layout

    def remembered(self, store: Store, actor: Actor) -> Layout | None:
        """Return what the actor's agency, or else anybody, has said before that these headings mean."""
        if self.listed is None:
            return None
        return remembered(
            preferred(store.records(["layouts"])["layouts"], actor.agency_id), self.listed.sheet.headings
        )

    def accept(self, found: Proposal, chosen: dict[Problem, str]) -> None:
        """Take what was chosen for cells with a problem."""
        self.corrections |= corrections(found.reading, chosen)
        self.taught += taught(chosen)

    def forget(self) -> None:
        """Take back all that was accepted."""
        self.corrections.clear()
        self.taught.clear()

    def report(self, found: Proposal) -> tuple[str, bytes]:
        """Return name and content of the files with what is wrong beside each row, several of them zipped."""
        if self._reported is None or self._reported[0] is not found:
            self._reported = found, self._report(found)
        return self._reported[1]

    def _report(self, found: Proposal) -> tuple[str, bytes]:
        with self._written() as path, tempfile.TemporaryDirectory() as folder:
            made = write_report(found.reading, found.problems, path, Path(folder))
            if made.is_dir():
                made = Path(shutil.make_archive(str(made), "zip", made))
            return made.name, made.read_bytes()

    @contextmanager
    def _written(self) -> Iterator[Path]:
        """Give the path of the files as long as they are read."""
        with tempfile.TemporaryDirectory() as folder:
            for name, content in self.files:
                (Path(folder) / name).write_bytes(content)
            yield Path(folder) if len(self.files) > 1 else Path(folder) / self.files[0][0]


def safe_name(name: str) -> str:
    """Return the name of a stranger's file so that it can only be a file of its folder.

    >>> safe_name("../../etc/passwd"), safe_name("งาน 2569.csv"), safe_name("..")
    ('passwd', 'งาน 2569.csv', 'file')
    """
    plain = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:_LONGEST]}" if plain else "file"


def sent(files: Sequence[BinaryIO]) -> Upload | None:
    """Return the files that stand in the uploader with what was decided about them; None where there are none."""
    if not files:
        st.session_state.pop(_KEY, None)
        return None
    fresh = Upload(tuple((safe_name(file.name), _content(file)) for file in files))
    kept = st.session_state.get(_KEY)
    if kept is None or kept.digest != fresh.digest:
        st.session_state[_KEY] = kept = fresh
    return kept


def _content(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def round_key() -> str:
    """Return the key of the uploader, a new one after each file that was taken in."""
    return f"upload {st.session_state.get(_ROUND, 0)}"


def begin_again() -> None:
    """Empty the uploader."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_KEY, None)
