"""Files into the register: read, mended and compared step by step, then taken in as one change."""

from pages.ui import prose, visit
from pages.ui.exchange import intake

now = visit.begin()
prose.show(prose.heading(now.say("exchange_title")))
intake.show(now)
