"""What every answer tells the browser to refuse. This module adds the security headers, each written once.

Scripts of the page come from this app alone; what Streamlit's own page holds inline is named by its hash, so that no
markup that slips in can run. The map's frame needs more: streamlit-folium writes the map's script into the frame
(``unsafe-inline``) and evaluates each repaint (``unsafe-eval``). Styles are written inline by Streamlit itself.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HOST = re.compile(rb"[A-Za-z0-9.\-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:]{2,45}\](:[0-9]{1,5})?")
_FRAME = "/component/"
_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
_USED = ("clipboard-write", "fullscreen")
_PERMISSIONS = [f"{name}=()" for name in _UNUSED] + [f"{name}=(self)" for name in _USED]
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(_PERMISSIONS),
}


def _hashes() -> str:
    """Return the hashes of the scripts that Streamlit's page holds inline."""
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


_SCRIPTS = {False: f"'self' {_hashes()}", True: "'self' 'unsafe-inline' 'unsafe-eval'"}


def content_policy(host: str, *, is_frame: bool) -> str:
    """Return where a page, or the frame of a component, may take what it shows from.

    Parameters
    ----------
    host : name and port of this app, for the websocket of browsers in which ``'self'`` leaves it out; blank: none.
    is_frame : whether the answer stands in the frame of a component.
    """
    socket = f" ws://{host} wss://{host}" if host else ""
    rules: Mapping[str, str] = {
        "default-src": "'self'",
        "script-src": _SCRIPTS[is_frame],
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self'{socket}",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


@lru_cache(maxsize=64)
def _headers(host: bytes, *, is_frame: bool) -> list[tuple[bytes, bytes]]:
    known = host.decode() if _HOST.fullmatch(host) else ""
    told = _ALWAYS | {"Content-Security-Policy": content_policy(known, is_frame=is_frame)}
    return [(name.lower().encode(), value.encode()) for name, value in told.items()]


class SecureHeaders:
    """Middleware that adds the security headers to every answer over HTTP; a websocket passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")
        ours = _headers(host, is_frame=_FRAME in scope["path"])
        names = {name for name, _ in ours}

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [header for header in message.get("headers", ()) if header[0].lower() not in names]
                message = message | {"headers": theirs + ours}
            await send(message)

        await self.app(scope, receive, add)
