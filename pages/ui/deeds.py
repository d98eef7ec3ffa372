"""What a button does to the register. This module carries it out and keeps what became of it, to be said."""

from collections.abc import Callable

from data.errors import DataError
from data.schema import Actor
from data.store import Store
from pages.ui import cache, cards, prose, selection, session
from pages.ui.visit import Visit


def carry_out(now: Visit, do: Callable[[Store, Actor], object]) -> None:
    """Do what was pressed, as whoever sits there at this moment; it is said on the page that is drawn next."""
    try:
        do(cache.store(now.register_name), now.actor)
    except DataError as error:
        session.tell(cards.refusal(now.lang, error))
    else:
        link = prose.page("history", selection.link(batch="", record="", table=""), now.say("page_history"))
        session.tell(cards.done(prose.sentence(now.say("review_done", history="{history}"), history=link)))
