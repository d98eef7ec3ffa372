"""What the app serves beside its pages: look, map, fonts, outlines and marks. This module owns the addresses."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import fontpkg_noto_sans_thai
import fontpkg_sarabun
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from xstatic.pkg import leaflet, leaflet_markercluster

from pages.ui import documents, doors
from pages.ui.headers import SecureHeaders
from pages.ui.words.streamlit import OWN

_HERE = Path(__file__).parent
_FONTS = {"sarabun": fontpkg_sarabun.ROOT / "files", "noto": fontpkg_noto_sans_thai.ROOT / "files"}
_YEAR = "public, max-age=31536000, immutable"


class _Own(StaticFiles):
    """Our own files: they change with the version under the same name, so that browsers ask whether they have."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file with the wish to be asked for again."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def routes() -> list[BaseRoute]:
    """Return the routes that stand beside Streamlit's own, under the path that the app is served under."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{path}" if path else ""
    return [
        *doors.routes(base),
        Mount(f"{base}/map/leaflet", StaticFiles(directory=leaflet.BASE_DIR)),
        Mount(f"{base}/map/cluster", StaticFiles(directory=leaflet_markercluster.BASE_DIR)),
        *(Mount(f"{base}/map/fonts/{name}", StaticFiles(directory=folder)) for name, folder in _FONTS.items()),
        Mount(f"{base}/map/own", _Own(directory=_HERE / "map")),
        Mount(f"{base}/page", _Own(directory=_HERE / "page")),
        Route(f"{base}/map/data/{{name}}.json", _document),
    ]


def _document(request: Request) -> Response:
    body = documents.find(request.path_params["name"])
    if body is None:
        return Response(status_code=404)
    return Response(body, media_type="application/json", headers={"Cache-Control": _YEAR})


_WORDS = json.dumps(dict(OWN), ensure_ascii=False).replace("<", r"\u003c").encode()
_REWRITTEN = (
    (b'<html lang="en">', b'<html lang="th">'),
    (b"<title>Streamlit</title>", "<title>ส่องกล้องนคร</title>".encode()),
    (
        b"</head>",
        b'<link rel="stylesheet" href="./page/page.css"><script defer src="./page/page.js"></script>'
        b'<script type="application/json" id="own-words">' + _WORDS + b"</script></head>",
    ),
)
"""What Streamlit's own page says, and what it says instead: Thai, our name, our look, script and words."""


class OwnDocument:
    """Middleware that makes Streamlit's page ours; the frame of a component stays as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and rewrite an HTML answer, which is asked for as plain text for that."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            scope = scope | {"headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        await self.app(scope, receive, _rewriting(send))


def _rewriting(send: Send) -> Callable[[Message], Awaitable[None]]:
    start: list[Message] = []
    body = bytearray()

    async def rewrite(message: Message) -> None:
        if message["type"] == "http.response.start":
            if not _is_plain_html(message):
                await send(message)
            else:
                start.append(message)
            return
        if not start:
            await send(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body", False):
            return
        page = bytes(body)
        if all(theirs in page for theirs, _ in _REWRITTEN):
            for theirs, ours in _REWRITTEN:
                page = page.replace(theirs, ours, 1)
        MutableHeaders(scope=start[0])["content-length"] = str(len(page))
        await send(start.pop())
        await send({"type": "http.response.body", "body": page})

    return rewrite


def _is_plain_html(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def middleware() -> list[Middleware]:
    """Return the middleware in front of Streamlit."""
    return [Middleware(SecureHeaders), Middleware(OwnDocument)]
