"""A real app on a real port and a real Chromium that may talk to nothing else. This module starts and ends both."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, WebSocket, sync_playwright

from tests.browser.chromium import find

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "dashboard.py"
LOCAL = {"127.0.0.1", "localhost", "::1", ""}
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]  # fmt: skip


def command(url: str, *words: object) -> None:
    """Run ``python -m data`` on the store at `url`; raises with what it said where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stderr)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(script: Path = DASHBOARD, store: str | None = None, **options: str) -> Iterator[str]:
    """Serve a Streamlit script on a free port; yields its address and ends the process it started."""
    with started(script, store, **options) as (address, _):
        yield address


@contextmanager
def started(script: Path = DASHBOARD, store: str | None = None, **options: str) -> Iterator[tuple[str, int]]:
    """Serve a Streamlit script; yields its address and the number of its process.

    Options are Streamlit's, ``server_port`` for ``--server.port``; a blank one is left to the configuration.
    """
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    environment = os.environ | ({"DATABASE_URL": store} if store else {})
    told = {"server_port": str(free_port()), "server_address": "127.0.0.1", **options}
    words = [f"--{name.replace('_', '.', 1)}={value}" for name, value in told.items() if value]
    with subprocess.Popen(
        command + words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        base = options.get("server_baseUrlPath", "")
        address = f"http://127.0.0.1:{told['server_port']}" + (f"/{base}" if base else "")
        try:
            _wait(address)
            yield address, process.pid
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a server; one that waits for something that will not come any more is killed after a while."""
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait(address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"nothing answered at {address}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def closed_page(browser: Browser, width: int = 1920, height: int = 1080) -> tuple[Page, list[str]]:
    """Open the page of somebody new; no other machine can be reached, and the list fills with what it asked of one.

    Pages open at one time are of browsers apart. Later ones take over what the browser before has fetched of the
    app's files, and nothing else of it: no cookies, no storage, no permissions.
    """
    idle = next((context for context in browser.contexts if not context.pages), None)
    context = idle or browser.new_context(locale="th-TH")
    context.clear_cookies()
    context.clear_permissions()
    page = context.new_page()
    context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage,indexeddb,service_workers"}
    )
    page.set_viewport_size({"width": width, "height": height})
    tried: list[str] = []

    def note(asked: Request | WebSocket) -> None:
        parts = urlsplit(asked.url)
        if parts.scheme not in ("data", "blob") and parts.hostname not in LOCAL:
            tried.append(asked.url)

    page.on("request", note)
    page.on("websocket", note)
    return page, tried
