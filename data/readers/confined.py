"""Work on files that strangers send, in a process that may not take much. This module starts and bounds it.

The process knows nothing of the server: of its surroundings it gets what a program needs to start, and no address or
password of a store. What it says goes into a file whose size is bounded too.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from data.errors import FileError

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM_BYTES = 2**30
_WAITS = 3
_PASSED_ON = (
    "PATH",
    "LANG",
    "LC_",
    "PYTHON",
    "LD_",
    "DYLD_",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "VIRTUAL_ENV",
    "PROJ_",
    "GDAL_DATA",
)
_SPARING = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Keeps libraries from reserving memory that they never use, which would count against the limit."""


@contextmanager
def answer_of(
    module: str, words: Sequence[str], told: Mapping[str, Any], seconds: float, surroundings: Mapping[str, str]
) -> Iterator[IO[bytes]]:
    """Run ``python -m`` `module`, tell it something as JSON, and give what it says as a file.

    Parameters
    ----------
    module, words : the program and its arguments.
    told : what it reads on its standard input.
    seconds : how long it may work; on a busy machine that may take `_WAITS` times as long.
    surroundings : variables it gets beside those of every program.

    Raises
    ------
    FileError
        It takes longer.
    """
    passed_on = {name: value for name, value in os.environ.items() if name.upper().startswith(_PASSED_ON)}
    with tempfile.TemporaryFile() as said:
        try:
            subprocess.run(
                [sys.executable, "-m", module, *words],
                cwd=_ROOT,
                env={**passed_on, **_SPARING, **surroundings},
                timeout=_WAITS * seconds,
                stdout=said,
                stderr=subprocess.DEVNULL,
                check=False,
                input=json.dumps(told).encode(),
            )
        except subprocess.TimeoutExpired as error:
            raise FileError("แฟ้มใช้เวลาอ่านนานเกินไป", "the file takes too long to read") from error
        said.seek(0)
        yield said


def confine(seconds: float, memory_bytes: int, file_bytes: int) -> None:
    """Bound this process: `memory_bytes` more than it holds now, files no larger than `file_bytes`.

    Windows knows only the time limit of the parent.
    """
    if sys.platform != "win32":
        import resource

        held = _held_bytes() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (held, held))
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds)))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))


def _held_bytes() -> int:
    """Return how much address space this process holds, or the most it may where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return _PROGRAM_BYTES
    return pages * os.sysconf("SC_PAGE_SIZE")
