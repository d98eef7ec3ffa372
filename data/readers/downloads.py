"""Files from the web. This module downloads one within limits and goes on where an earlier try broke off.

What has come lies in ``NAME.part`` beside ``NAME.part.json``, which says of which version it is (the ETag or date
that the server gave). The next try asks for the rest of that same version only (Range with If-Range, RFC 9110): a
server that has another one by now, or knows no ranges, sends the whole, and the part is begun anew.
"""

import contextlib
import errno
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import requests

from data.errors import FileError

MAX_BYTES = 600 * 2**20
TIMEOUTS_S = (20.0, 60.0)
"""Longest wait for a connection, and for the next bytes."""
_CHUNK = 2**16
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Report = Callable[[int, int | None], None]
"""Is told how many bytes have come, and of how many if that is known."""


@dataclass(frozen=True)
class Download:
    """What to download.

    Attributes
    ----------
    url : an http or https address.
    sha256 : checksum that the file must have; blank: any.
    page : where people find the address when it has moved; blank: nowhere.
    """

    url: str
    sha256: str = ""
    page: str = ""

    @property
    def name(self) -> str:
        """Name of the file, as the address ends, of plain letters only."""
        return re.sub(r"[^\w.-]", "_", unquote(urlsplit(self.url).path).rpartition("/")[2], flags=re.ASCII).lstrip(
            "."
        )

    def place(self, folder: Path) -> Path:
        """Return where the file belongs in `folder`: each address has a folder of its own."""
        return folder / hashlib.sha256(self.url.encode()).hexdigest()[:12] / self.name


class _Part:
    """The part of a file that has come so far."""

    def __init__(self, file: Path) -> None:
        self.path = file.with_name(f"{file.name}.part")
        self._state = file.with_name(f"{file.name}.part.json")
        if file.exists():
            file.replace(self.path)

    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def state(self) -> dict[str, str]:
        """Version and whole size of what has come, as the server stated them."""
        with contextlib.suppress(OSError, ValueError):
            state = json.loads(self._state.read_text(encoding="utf-8"))
            if isinstance(state, dict):
                return {str(name): str(value) for name, value in state.items()}
        return {}

    def begin(self, version: str, total: int | None) -> None:
        self._state.write_text(json.dumps({"version": version, "total": "" if total is None else str(total)}))
        self.path.unlink(missing_ok=True)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)


def download(asked: Download, folder: Path, report: Report) -> Path:
    """Bring the file into `folder` and return it; what an earlier try has brought is not brought again.

    Raises
    ------
    FileError
        The server refuses, breaks off or sends too much, the disk is full, the checksum is another. All but a wrong
        checksum and too large a file leave what has come for the next try.
    """
    file = asked.place(folder)
    with _refusing(asked):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = _Part(file)
        _bring(asked, part, report)
        if asked.sha256 and (found := checksum(part.path)) != asked.sha256:
            part.forget()
            raise FileError(
                f"ผลรวมตรวจสอบไม่ตรง ได้ {found} จึงไม่ได้เก็บแฟ้มไว้",
                f"the checksum is {found}, not {asked.sha256}: the file was not kept",
            )
        part.path.replace(file)
    return file


def checksum(file: Path) -> str:
    """Return the sha256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _bring(asked: Download, part: _Part, report: Report) -> None:
    """Ask for what is missing, and for the whole where the part turns out to be of no use."""
    state, size = part.state(), part.size()
    headers = {"Accept-Encoding": "identity"}
    if size and state.get("version"):
        headers |= {"Range": f"bytes={size}-", "If-Range": state["version"]}
    with requests.get(asked.url, headers=headers, stream=True, timeout=TIMEOUTS_S) as answer:
        is_beyond = answer.status_code == requests.codes.requested_range_not_satisfiable and "Range" in headers
        if is_beyond and str(size) == state.get("total"):
            report(size, size)
            return
        answer.raise_for_status() if not is_beyond else None
        is_rest = answer.status_code == requests.codes.partial_content
        if not is_beyond and (not is_rest or _goes_on(answer, state, size)):
            _take(answer, part, report, size if is_rest else 0)
            return
    part.forget()
    _bring(asked, part, report)


def _goes_on(answer: requests.Response, state: dict[str, str], size: int) -> bool:
    """Whether an answer is the rest of the same version, from where the part ends."""
    found = _RANGE.match(answer.headers.get("Content-Range", ""))
    return found is not None and int(found[1]) == size and _version(answer) in ("", state["version"])


def _version(answer: requests.Response) -> str:
    """Return what names the version that is sent; blank where nothing does so surely."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        return ""
    tag = answer.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else answer.headers.get("Last-Modified", "")


def _total(answer: requests.Response, size: int) -> int | None:
    """Return the size of the whole file, None where the server does not say."""
    length = answer.headers.get("Content-Length", "")
    is_plain = answer.headers.get("Content-Encoding", "identity") == "identity"
    return size + int(length) if length.isdecimal() and is_plain else None


def _take(answer: requests.Response, part: _Part, report: Report, size: int) -> None:
    """Write what comes after the `size` bytes that are there."""
    total = _total(answer, size)
    if not size:
        part.begin(_version(answer), total)
    report(size, total)
    if (total or 0) <= MAX_BYTES:
        with part.path.open("ab") as file:
            for done in _written(answer, file, size):
                report(done, total)
                size = done
    if max(size, total or 0) > MAX_BYTES:
        part.forget()
        raise FileError(f"แฟ้มใหญ่เกิน {MAX_BYTES:,} ไบต์", f"the file is larger than {MAX_BYTES:,} bytes")
    if total is not None and size < total:
        raise requests.exceptions.ChunkedEncodingError
    if total is None:
        report(size, size)


def _written(answer: requests.Response, file: BinaryIO, size: int) -> Iterator[int]:
    """Write chunk by chunk, yield how much is there after each; stop after the first byte too many."""
    for chunk in answer.iter_content(_CHUNK):
        file.write(chunk)
        size += len(chunk)
        yield size
        if size > MAX_BYTES:
            return


@contextlib.contextmanager
def _refusing(asked: Download) -> Iterator[None]:
    """Turn every failure of network and disk into a FileError that says what to do."""
    host = urlsplit(asked.url).hostname or asked.url[:60]
    try:
        yield
    except requests.HTTPError as error:
        status = error.response.status_code if error.response is not None else 0
        thai, english = (
            (f" ดูที่อยู่ใหม่ที่ {asked.page}", f"; {asked.page} names the address of now") if asked.page else ("", "")
        )
        raise FileError(
            f"{host} ตอบ {status} ไม่ส่งแฟ้มให้{thai}", f"{host} answers {status} and sends no file{english}"
        ) from error
    except (requests.exceptions.InvalidSchema, requests.exceptions.InvalidURL, requests.TooManyRedirects) as error:
        raise FileError(
            f"{host} พาไปที่อยู่ที่ใช้ไม่ได้ (ได้เฉพาะ http และ https)",
            f"{host} leads to an address that cannot be used: only http and https can",
        ) from error
    except requests.RequestException as error:
        raise FileError(
            f"ติดต่อ {host} ไม่ได้หรือขาดกลางทาง ส่วนที่ได้มาเก็บไว้แล้ว สั่งซ้ำเพื่อทำต่อ",
            f"{host} cannot be reached, breaks off or is too slow: what has come is kept, the same command goes on",
        ) from error
    except KeyboardInterrupt as error:
        raise FileError(
            "หยุดตามคำสั่ง ส่วนที่ได้มาเก็บไว้แล้ว สั่งซ้ำเพื่อทำต่อ", "stopped: what has come is kept, the same command goes on"
        ) from error
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise FileError(
            "ดิสก์เต็ม ทำที่ว่างแล้วสั่งซ้ำเพื่อทำต่อ" if is_full else "เขียนแฟ้มที่ดาวน์โหลดไม่ได้",
            "the disk is full: make room, the same command goes on"
            if is_full
            else f"the file cannot be written: {error.strerror}",
        ) from error
