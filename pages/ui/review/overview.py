"""All queues at a glance, and the way through one of them. This module writes both."""

from collections.abc import Sequence

from markupsafe import Markup

from data.desk.review.queues import Queue
from pages.ui import prose, selection
from pages.ui.review.looking import AT_ONCE, Held, sight
from pages.ui.visit import Visit


def sentence(now: Visit, queues: Sequence[Held]) -> str:
    """Return how much there is to review, in how many queues."""
    counts = [len(each.items) for each in queues if len(each.items)]
    return now.say("review_sentence", n=f"{sum(counts):,}", queues=len(counts)) if counts else now.say("review_none")


def ways(now: Visit, queues: Sequence[Held], chosen: Queue) -> Markup:
    """Return every queue with how much of it is left, was settled this week, and is laid aside."""
    rows = (
        Markup("<li{}>{}<span>{}</span>{}</li>").format(
            Markup(' class="marked"') if each.queue is chosen else "",
            prose.here(selection.link(queue=str(each.queue), at=""), now.say(f"queue_{each.queue}")),
            now.say("review_left", n=f"{len(each.items):,}"),
            prose.quiet(_done(now, each)),
        )
        for each in queues
    )
    return Markup('<nav class="queues" aria-label="{}"><ul>{}</ul></nav>').format(
        now.say("review_queues"), Markup("").join(rows)
    )


def _done(now: Visit, held: Held) -> str:
    said = (("review_settled", held.settled), ("review_aside", held.aside))
    return " · ".join(now.say(key, n=f"{number:,}") for key, number in said if number)


def title(now: Visit, held: Held) -> Markup:
    """Return what the queue is and why it matters."""
    why = prose.line(now.say(f"why_queue_{held.queue}"), "quiet")
    return prose.heading(now.say(f"queue_{held.queue}"), 2) + why


def empty(now: Visit, held: Held) -> Markup:
    """Return why a queue holds nothing."""
    is_blind = held.queue is Queue.ASTRAY and sight(now.register.version, now.chosen.day).official.empty
    return prose.line(now.say("astray_no_official" if is_blind else "review_nothing"))


def steps(now: Visit, held: Held, at: int) -> Markup:
    """Return which items of how many are shown, with the ways to those before and after."""
    number = len(held.items)
    shown = now.say("review_of", first=at + 1, last=min(at + AT_ONCE, number), n=f"{number:,}")
    back = prose.here(selection.link(at=str(at - AT_ONCE) if at > AT_ONCE else ""), now.say("review_before"))
    on = prose.here(selection.link(at=str(at + AT_ONCE)), now.say("review_next"))
    return prose.row([back if at else "", shown, on if at + AT_ONCE < number else ""])
