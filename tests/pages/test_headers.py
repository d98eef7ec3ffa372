"""What every answer tells the browser to refuse."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.ui.headers import SecureHeaders, content_policy


def answered(path="/", host=b"nakhon.example:8501", kind="http", told=()):
    """The headers that come back through the middleware from an app that tells `told`."""
    sent = []

    async def app(_scope, _receive, send):
        await send({"type": f"{kind}.response.start", "status": 200, "headers": list(told)})

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "headers": [(b"host", host)]}
    with ThreadPoolExecutor() as aside:  # the thread of the tests may run a loop of its own
        aside.submit(asyncio.run, SecureHeaders(app)(scope, None, send)).result()
    return sent[0]["headers"]


def rules(policy):
    return {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}


@pytest.mark.parametrize("is_frame", [False, True])
def test_nothing_is_taken_from_outside(is_frame):
    for sources in rules(content_policy("", is_frame=is_frame)).values():
        for source in sources:
            assert source.startswith("'") or source in ("data:", "blob:"), source


def test_the_page_runs_no_script_that_markup_brings_along():
    found = rules(content_policy("", is_frame=False))["script-src"]
    assert "'self'" in found
    assert [source for source in found if source.startswith("'sha256-")]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"} & set(found)


def test_the_websocket_of_this_app_is_named_for_browsers_that_need_it():
    told = dict(answered())[b"content-security-policy"].decode()
    assert rules(told)["connect-src"] == ["'self'", "ws://nakhon.example:8501", "wss://nakhon.example:8501"]


@pytest.mark.parametrize("host", [b"evil; script-src *", b"a b", b"", b"*", b"x" * 300, "ก".encode()])
def test_a_host_that_cannot_be_one_writes_nothing_into_the_policy(host):
    told = dict(answered(host=host))[b"content-security-policy"].decode()
    assert told == content_policy("", is_frame=False)


def test_only_the_frame_of_a_component_may_write_its_own_script():
    told = dict(answered("/component/streamlit_folium.st_folium/index.html"))[b"content-security-policy"].decode()
    assert "'unsafe-eval'" in rules(told)["script-src"]
    for path in ("/", "/area", "/map/own/map.js", "/page/page.js"):
        assert b"unsafe-eval" not in dict(answered(path))[b"content-security-policy"]


def test_what_the_app_itself_says_of_these_is_replaced_and_the_rest_kept():
    told = answered(told=[(b"X-Frame-Options", b"ALLOWALL"), (b"cache-control", b"no-cache")])
    assert [value for name, value in told if name.lower() == b"x-frame-options"] == [b"SAMEORIGIN"]
    assert (b"cache-control", b"no-cache") in told


def test_what_is_not_used_is_denied_and_what_is_used_is_for_this_app_alone():
    told = dict(answered())[b"permissions-policy"].decode()
    allowed = dict(re.findall(r"([a-z-]+)=\((.*?)\)", told))
    assert {name for name, to in allowed.items() if to} == {"clipboard-write", "fullscreen"}
    assert {to for to in allowed.values() if to} == {"self"}
    assert {"camera", "microphone", "geolocation"} <= {name for name, to in allowed.items() if not to}


def test_a_websocket_passes_as_it_is():
    assert answered(kind="websocket") == []
