"""Find a Chromium for the browser tests. This module prints its path, installs one, or says what to install."""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
"""Debian's Chromium without a window of its own: the same pages at half the processor time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ADVICE = """No Chromium was found and none could be installed. Install one of these and run the command again:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
  Windows          winget install Google.Chrome
  anywhere         python -m playwright install chromium
or set CHROMIUM to the path of a Chromium, Chrome or Edge."""


def find() -> str | None:
    """Return the path of an installed Chromium; CHROMIUM in the environment goes first."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    return _of_playwright()


def install() -> None:
    """Try the system's packages, the lighter one first, then Playwright's own build."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _apt("update")
        _apt("install", "-y", SHELL)
        if find() is None:
            _apt("install", "-y", "chromium")
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=600)


def _apt(*words: str) -> None:
    subprocess.run(["apt-get", "-qq", *words], check=False, stdout=subprocess.DEVNULL)


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if shutil.which(path) else None


def main() -> int:
    """Print the path of a Chromium, installing one where none is, or a lighter one; 1 where none can be had."""
    if not os.environ.get("CHROMIUM") and shutil.which(SHELL) is None:
        install()
    path = find()
    sys.stdout.write(f"{path or ADVICE}\n")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
