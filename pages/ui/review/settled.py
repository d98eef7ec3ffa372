"""What settling an item would do to the numbers. This module works it out and says it."""

import math

import pandas as pd
from markupsafe import Markup

from data.desk.review import remedies
from data.desk.review.answers import answers
from data.desk.review.effects import Effect
from data.desk.review.queues import Queue
from data.schema import Status
from data.store import Edit
from pages.ui import calendar, prose
from pages.ui.review import looking
from pages.ui.review.items import suggested
from pages.ui.review.looking import ids
from pages.ui.visit import Visit


def sentence(now: Visit, queue: Queue, item: pd.Series) -> Markup:
    """Return what settling an item would do to D and I where it lies."""
    plans = _plans(now, queue, item)
    if not plans:
        return prose.line(now.say("effect_none" if queue is Queue.ASTRAY else "effect_ask"), "quiet")
    return Markup("").join(_line(now, f"{queue} {item['subject']}", item, *each) for each in plans.items())


def _line(now: Visit, subject: str, item: pd.Series, key: str, edits: list[Edit]) -> Markup:
    found = looking.effect(now, f"{subject} {key}", edits, ids(item["initiatives"]))
    return prose.line(prose.join([prose.strong(now.say(key)), _said(now, found)], ": "), "effect")


def _plans(now: Visit, queue: Queue, item: pd.Series) -> dict[str, list[Edit]]:
    """Return what may settle an item, by the words for it: each answer where it is one of few, else the likeliest."""
    if queue in (Queue.UNHEARD, Queue.VAGUE):
        found = answers(queue, now.register.records, item, held_from(now))
        return {f"effect_{answer}": edits for answer, edits in found.items()}
    planned = plan(now, queue, item)
    return dict([planned]) if planned else {}


def plan(now: Visit, queue: Queue, item: pd.Series) -> tuple[str, list[Edit]] | None:
    """Return what would settle an item in the likeliest way, with the words for that; None where nobody knows."""
    records = now.register.records
    if queue is Queue.DOUBLES:
        return "effect_joined", remedies.joined(item)
    if queue is Queue.UNCOORDINATED:
        return "effect_completing", remedies.completing(item, held_from(now))
    if queue is Queue.UNCONFIRMED:
        works = ids(item["initiatives"])
        return "effect_confirmed", remedies.confirmed(records, works, Status.IMPLEMENTATION, calendar.today())
    if queue is Queue.HOSTS and (able := candidates(item)):
        return "effect_hosted", remedies.hosted(records, ids(item["initiatives"]), able[0])
    if queue is Queue.UNPLACED and (codes := suggested(now, item)):
        return "effect_placed", remedies.placed(records, item, codes[0])
    if queue is Queue.REQUESTS:
        return "effect_accepted", remedies.accepted(records, item)
    return None


def held_from(now: Visit) -> "calendar.datetime.date":
    """Return the day from which a review holds: the day that is looked at, today at the latest."""
    return min(now.chosen.day, calendar.today())


def candidates(item: pd.Series) -> list[str]:
    """Return the agencies that may become the one host: the rivals, else who implements, else who takes part."""
    return ids(item["hosts"]) or ids(item["agencies"])


def _said(now: Visit, effect: Effect) -> str:
    if not effect.area_code:
        return now.say("effect_nothing")
    before, after = effect.before, effect.after
    names = {"area": now.register.area_name(effect.area_code, now.lang)}
    figures = {"before": f"{before['duplication']:.2f}", "after": f"{after['duplication']:.2f}"}
    others = now.say("effect_others", n=effect.others) if effect.others else ""
    is_same = figures["before"] == figures["after"]
    duplication = now.say("effect_duplication_same" if is_same else "effect_duplication", **names, **figures)
    parts = [duplication, _integration(now, before, after), others]
    return " · ".join(part for part in parts if part)


def _integration(now: Visit, before: "dict[str, float]", after: "dict[str, float]") -> str:
    old, new = before["integration"], after["integration"]
    if math.isnan(old) and math.isnan(new):
        return ""
    if abs(old - new) < 0.05:
        return now.say("effect_same")
    digits = 1 if abs(old - new) < 1 else 0
    said = ["–" if math.isnan(value) else f"{value:.{digits}f}" for value in (old, new)]
    return now.say("effect_integration", before=said[0], after=said[1])
