"""The programs that take files apart, forked from one that is ready instead of started anew for each of thousands.

What is forked runs the same ``main`` on the same words within the same limits; only its start is saved. This module
stands in for `data.readers.confined.answer_of`, and is the program that forks: ``python -m tests.ready MODULE``.
"""

import functools
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data.errors import FileError

_ROOT = Path(__file__).resolve().parents[1]
_SPARING = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MALLOC_ARENA_MAX")
_WAITS = 3
used = {"seconds": 0.0, "killed": 0}
"""Processor seconds of all that was forked, and how many ended otherwise than by themselves."""

_running: list["subprocess.Popen[str]"] = []


@functools.cache
def _ready(module: str, skipped: str) -> "subprocess.Popen[str]":
    surroundings = {**os.environ, **dict.fromkeys(_SPARING, "1"), "ARROW_DEFAULT_MEMORY_POOL": "system"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ready", module],
        cwd=_ROOT,
        env=surroundings | ({"OGR_SKIP": skipped} if skipped else {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _running.append(process)
    return process


@contextmanager
def answer_of(module, words, told, seconds, surroundings) -> Iterator[IO[bytes]]:
    """Give what the program says, as `data.readers.confined.answer_of` does."""
    process = _ready(module, surroundings.get("OGR_SKIP", ""))
    with tempfile.NamedTemporaryFile() as said:
        asked = {"words": [*words, json.dumps(told)], "said": said.name, "seconds": _WAITS * seconds}
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        took = json.loads(process.stdout.readline())
        used["seconds"] += took["seconds"]
        used["killed"] += took["status"] < 0
        if took["is_late"]:
            raise FileError("แฟ้มใช้เวลาอ่านนานเกินไป", "the file takes too long to read")
        yield said


def end() -> None:
    """End all that is ready."""
    while _running:
        process = _running.pop()
        process.stdin.close()
        process.wait()
        process.stdout.close()
    _ready.cache_clear()


def _forked(program, asked) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.dup2(os.open(asked["said"], os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        program.main(*asked["words"])
        sys.stdout.flush()
        status = 0
    finally:
        os._exit(status)


def _serve(module: str) -> None:
    program = importlib.import_module(module)
    for line in sys.stdin:
        asked = json.loads(line)
        child, began, done, is_late = _forked(program, asked), time.monotonic(), 0, False
        while not done:
            done, status, usage = os.wait4(child, os.WNOHANG)
            if not done and time.monotonic() - began > asked["seconds"]:
                os.kill(child, 9)
                is_late = True
            time.sleep(0 if done else 0.001)
        took = usage.ru_utime + usage.ru_stime
        sys.stdout.write(
            json.dumps({"status": os.waitstatus_to_exitcode(status), "seconds": took, "is_late": is_late}) + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    _serve(sys.argv[1])
