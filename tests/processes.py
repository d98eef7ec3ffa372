"""Processes that begin with everything imported and done once. This module starts the one they are forked from."""

import multiprocessing
import os
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path

ROOT = Path(__file__).parents[1]


def processes() -> ForkServerContext:
    """Return what starts such processes; the one they are forked from finds the tests by PYTHONPATH only."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.warm"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(ROOT)
    try:
        forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before
    return made
