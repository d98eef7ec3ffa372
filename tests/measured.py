"""Runs commands of the product one by one, each in a process of its own, and says what each took and said.

``python -m tests.measured`` has all modules loaded before it forks, so that time and memory are those of the command
alone: its own growth, and the largest of the processes it starts.
"""

import contextlib
import csv
import io
import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SECRET = "hunter2-never-to-be-said"


class Took(NamedTuple):
    """Exit code, what was said, and what it took: wall and processor seconds, MiB of its own and of its children."""

    code: int
    out: str
    err: str
    seconds: float
    processor_seconds: float
    own_mib: float
    child_mib: float


class Runner:
    """A process that runs commands and measures them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, url: str, *words: object) -> Took:
        """Run ``python -m data`` with `words` on the store at `url`."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"url": url, "words": [str(word) for word in words]}) + "\n")
        self._process.stdin.flush()
        return Took(**json.loads(self._process.stdout.readline()))


@contextlib.contextmanager
def runner(warm: Path) -> Iterator[Runner]:
    """Start a process that has read the file set at `warm` once."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.measured", str(warm)],
        cwd=ROOT,
        env=os.environ | {"SONGKLONG_SECRET": SECRET, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Runner(process)
        assert process.stdin
        process.stdin.close()


_UNIT_S = 0.013
_ROWS = "".join(f'I{n},"งานที่ {n} ต.ท่าดี",2567-{n % 12 + 1:02d}-{n % 28 + 1:02d},{n * 7}\n' for n in range(4_000))


@contextlib.contextmanager
def paced() -> Iterator[list[float]]:
    """Fill a list with how many times as long as on a quiet machine a fixed piece of reading takes meanwhile.

    Processor seconds are longer where other processes share the caches and the halves of a core.
    """
    found: list[float] = []
    done = threading.Event()

    def sample() -> None:
        while not done.wait(0.08):
            found.append(_unit_seconds() / _UNIT_S)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield found
    finally:
        done.set()
        thread.join()


def _unit_seconds() -> float:
    start = time.thread_time()
    rows = list(csv.reader(io.StringIO(_ROWS)))
    names = {unicodedata.normalize("NFC", row[1]).casefold() for row in rows}
    days = [re.findall(r"\d+", row[2]) for row in rows]
    assert len(json.dumps([rows, sorted(names), days])) > len(_ROWS)
    return time.thread_time() - start


def _usage(who: int) -> tuple[float, float]:
    used = resource.getrusage(who)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def _measured(words: list[str]) -> dict[str, Any]:
    from data.__main__ import main

    before, held = _usage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as left:
            code = int(left.code or 0)
    seconds = time.perf_counter() - start
    own, most = _usage(resource.RUSAGE_SELF)
    child, child_most = _usage(resource.RUSAGE_CHILDREN)
    return Took(
        code, out.getvalue(), err.getvalue(), seconds, own - before + child, most - held, child_most
    )._asdict()


def _serve() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.environ["DATABASE_URL"] = asked["url"]
            with os.fdopen(writing, "w") as told:
                told.write(json.dumps(_measured(asked["words"])))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as told:
            answer = told.read()
        os.waitpid(child, 0)
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    from data.__main__ import main
    from data.readers.records import reading

    reading(Path(sys.argv[1]))
    with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(SystemExit):
        main(["import", "--help-me"])
    _serve()
