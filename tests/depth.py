"""How many worlds a law is put to: enough to show it in every run, many more in ``make long``."""

import os

IS_LONG = bool(os.environ.get("LONG_TESTS"))


def tries(usual: int, many: int) -> int:
    """Return how many: the usual number, or many where a long run was asked for."""
    return many if IS_LONG else usual
