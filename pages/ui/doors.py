"""Signing in and out as plain posts, which need no page to run. This module owns their addresses and the cookie.

A post is taken from our own pages alone, is small, and leads to a page of ours: ``to``, with the parameters ``view``.
"""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from data.desk import codes, doors
from data.desk.refusals import SENTENCES, DoorError
from data.errors import StoreError
from data.schema import AccountRole
from data.store import Store, urls
from pages.ui import cache
from pages.ui.patience import Patience
from pages.ui.sitting import cookie_name

LARGEST = 4_096
"""Bytes of a post."""

PEOPLE = "people"
"""Address of the page on which people sign in."""

_FIELDS = 12
_AT_ONCE = anyio.CapacityLimiter(4)
_patience = Patience()

Form = Mapping[str, str]
Act = Callable[[Store, Form, str], str]
"""What a door does with a store, a form and the browser's token; returns a new token, blank to take it away."""


def _in(store: Store, form: Form, _token: str) -> str:
    return doors.sign_in(store, form.get("account", ""), form.get("password", ""))


def _code(store: Store, form: Form, _token: str) -> str:
    return codes.use_code(store, form.get("code", ""), form.get("called", ""))


def _try(store: Store, form: Form, _token: str) -> str:
    role = form.get("as", "")
    if role not in tuple(AccountRole):
        raise DoorError("try")
    return doors.try_as(store, AccountRole(role))


def _out(store: Store, _form: Form, token: str) -> str:
    doors.sign_out(store, token)
    return ""


def _password(store: Store, form: Form, token: str) -> str:
    doors.change_password(store, token, form.get("password", ""), form.get("new", ""))
    return ""


_DOORS: Mapping[str, tuple[Act, str]] = {
    "in": (_in, ""),
    "code": (_code, ""),
    "try": (_try, ""),
    "out": (_out, ""),
    "password": (_password, "changed"),
}
"""Each door with what it says when all went well."""


def routes(base: str) -> list[BaseRoute]:
    """Return the addresses that pages post to, under the path that the app is served under."""
    return [Route(f"{base}/account/{name}", _door(*part), methods=["POST"]) for name, part in _DOORS.items()]


def _door(act: Act, said: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not _is_ours(request):
            return _plain("foreign", 403)
        form = await _form(request)
        if form is None:
            return _plain("foreign", 413)
        return await anyio.to_thread.run_sync(_answer, request, form, act, said, limiter=_AT_ONCE)

    return endpoint


def _answer(request: Request, form: Form, act: Act, said: str) -> Response:
    name = form.get("register", "")
    if name not in urls() or cache.lacks_office(name):
        return _plain("foreign", 400)
    address = request.client.host if request.client else ""
    try:
        _patience.require(address)
        store = cache.store(name)
        cookie = cookie_name(store)
        token = act(store, form, request.cookies.get(cookie, ""))
    except DoorError as error:
        _patience.count(address, error.code)
        return _to(form, PEOPLE, {"told": error.code, "wait": str(error.minutes or ""), "from": form.get("to", "")})
    except StoreError:
        return _to(form, PEOPLE, {"told": "store", "from": form.get("to", "")})
    response = _to(form, PEOPLE if said else form.get("to", ""), {"told": said})
    _set_cookie(request, response, cookie, token)
    return response


def _to(form: Form, page: str, changes: Form) -> Response:
    """Lead to a page of ours; nothing of a form becomes more than the name of a page and parameters."""
    path = page if page.isascii() and page.replace("_", "").isalpha() else ""
    view = dict(parse_qsl(form.get("view", ""), max_num_fields=40))
    for name in ("told", "wait", "from"):
        view.pop(name, None)
    query = urlencode(view | {name: value for name, value in changes.items() if value})
    return RedirectResponse(f"../{path}?{query}", status_code=303, headers={"Cache-Control": "no-store"})


def _set_cookie(request: Request, response: Response, name: str, token: str) -> None:
    """Give the browser a token, or take it away: out of reach of scripts, other sites and other apps of the host."""
    base = request.url.path.rpartition("account/")[0] or "/"
    is_safe = request.url.scheme == "https" or request.headers.get("origin", "").startswith("https://")
    response.set_cookie(
        name,
        token,
        max_age=int(doors.SITTING.total_seconds()) if token else 0,
        path=base,
        secure=is_safe,
        httponly=True,
        samesite="strict",
    )


def _is_ours(request: Request) -> bool:
    """Whether a post comes from a page of ours, as the browser itself says."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return bool(origin) and urlsplit(origin or "").netloc == request.headers.get("host")


async def _form(request: Request) -> Form | None:
    """Return the fields of a post, None where it is too large or no form."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return None
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_FIELDS))
    except (ClientDisconnect, ValueError):
        return None


def _plain(code: str, status: int) -> Response:
    said = SENTENCES[code]
    return PlainTextResponse(f"{said.thai} | {said.english}\n", status_code=status)
