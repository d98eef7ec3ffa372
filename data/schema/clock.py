"""The day it is in Thailand, whatever the machine's own zone. This module is the one clock of the register."""

import datetime

BANGKOK = datetime.timezone(datetime.timedelta(hours=7))
"""Thailand's time, the same all year."""


def today() -> datetime.date:
    """Return the day it is in Thailand."""
    return datetime.datetime.now(BANGKOK).date()
