"""How like two texts are, so that it can be worked out again by hand. This module writes that part of the method."""

from markupsafe import Markup

from data.schema.invented import MARK
from geo.binoculars import DEFAULT, MOST_TITLES
from geo.grams import RUN, index_of
from pages.ui import prose
from pages.ui.headline import number
from pages.ui.method.example import Example

TEXTS, WANTED = ("ซ่อมฝายบ้านนา", "ประปาภูเขา", "ทอผ้า"), "ซ่อมฝาย"
"""Texts of the example, and what the first of them is compared with."""
_PERCENT = 100
_STEPS = ("texts", "plain", "runs", "weights", "cosine", "best")


def likeness(example: Example) -> Markup:
    """Return what is compared, how it is weighed, and an example small enough to be done by hand."""
    say = example.now.say
    known = {
        "most": MOST_TITLES,
        "mark": MARK.thai,
        "run": RUN,
        "n": number(len(example.now.register.initiatives)),
        "full": number(_PERCENT * DEFAULT.text_full),
        "least": number(_PERCENT * DEFAULT.text_least),
    }
    texts = " · ".join(f"“{text}”" for text in TEXTS)
    like = number(_PERCENT * float(index_of(TEXTS).likeness([WANTED])[0]))
    return (
        prose.line(say("likeness_note"))
        + prose.listing(say(f"likeness_{step}", **known) for step in _STEPS)
        + prose.line(say("likeness_example", texts=texts, wanted=WANTED))
        + prose.line(say("likeness_worked", like=like), "formula")
    )
