"""A web site of one file on this machine that can break off, stall, redirect and lie. This module serves it."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


@dataclass
class Site:
    """What the site serves and how; `asked` fills with the Range of each request.

    Attributes
    ----------
    content, etag : the file and its version; a blank one is not stated.
    has_ranges, heeds_if_range : what of RFC 9110 the server knows.
    cut_after, stall_after : bytes of one answer after which the connection ends, or waits for `go_on`.
    status, location : answer every request so, with no file.
    """

    content: bytes
    etag: str = '"one"'
    has_ranges: bool = True
    heeds_if_range: bool = True
    states_length: bool = True
    encoding: str = ""
    cut_after: int | None = None
    stall_after: int | None = None
    status: int = 200
    location: str = ""
    asked: list[str] = field(default_factory=list)
    has_stalled: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def url(self, name: str = "nation.zip") -> str:
        return f"{self.address}/{name}"

    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    site: ClassVar[Site]

    def do_GET(self) -> None:
        site = self.site
        wanted = self.headers.get("Range", "")
        site.asked.append(wanted)
        if site.location and not self.path.startswith("/moved"):
            self._head(302, Location=site.location)
        elif site.status != 200:
            self._head(site.status)
        else:
            same = not site.heeds_if_range or self.headers.get("If-Range", site.etag) == site.etag
            start = int(wanted[6:-1]) if wanted and site.has_ranges and same else None
            self._send(start)

    def _send(self, start: int | None) -> None:
        site, size = self.site, len(self.site.content)
        body = site.content[start or 0 :]
        headers = {"ETag": site.etag} if site.etag else {}
        headers |= {"Content-Length": str(len(body))} if site.states_length else {}
        headers |= {"Content-Encoding": site.encoding} if site.encoding else {}
        if start is not None and start >= size:
            self._head(416)
            return
        if start is None:
            self._head(200, **headers)
        else:
            self._head(206, **headers, **{"Content-Range": f"bytes {start}-{size - 1}/{size}"})
        if site.stall_after is not None:
            self.wfile.write(body[: site.stall_after])
            self.wfile.flush()
            site.has_stalled.set()
            site.go_on.wait(30)
            body = body[site.stall_after :]
        self.wfile.write(body if site.cut_after is None else body[: site.cut_after])

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status >= 300:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_request: Any) -> None:
        """A visitor that goes away in the middle is what is being tried."""


@contextmanager
def serving_site(site: Site) -> Iterator[Site]:
    """Serve `site` on a free port of this machine."""
    handler = type("Handler", (_Handler,), {"site": site})
    with _Server(("127.0.0.1", 0), handler) as server:
        site.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            site.go_on.set()
            server.shutdown()
            thread.join()
