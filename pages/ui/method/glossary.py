"""The words of the map, each with one sentence. This module writes the glossary of the method page."""

from markupsafe import Markup

from geo.components import GROUP_THRESHOLD
from geo.joins import UNCONFIRMED_AFTER_MONTHS
from pages.ui import prose
from pages.ui.method.example import Example
from pages.ui.words.glossary import GROUPS

_HIGHEST_LEVEL = 5


def glossary(example: Example) -> Markup:
    """Return every word with its sentence, in groups."""
    say = example.now.say
    known = {"months": UNCONFIRMED_AFTER_MONTHS, "level": GROUP_THRESHOLD * _HIGHEST_LEVEL}
    parts = [
        prose.heading(say(group), 3)
        + prose.terms((f"word-{key}", say(f"term_{key}"), say(f"means_{key}", **known)) for key in keys)
        for group, keys in GROUPS.items()
    ]
    return Markup("").join(parts)
