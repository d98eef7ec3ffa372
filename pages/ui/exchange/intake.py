"""From a file to the register in five steps. This module draws them, each when the one before is settled."""

import streamlit as st

from data.desk.importing import Proposal, settle, take_in
from data.desk.rights import may
from data.errors import DataError
from data.schema import Act
from pages.ui import cache, cards, deeds, prose, selection, session
from pages.ui.exchange import headings, template, upload
from pages.ui.exchange.difference import counted_name, difference, in_short, told_first
from pages.ui.exchange.problems import accepted, guesses, notes, problems
from pages.ui.exchange.upload import Upload
from pages.ui.headline import number
from pages.ui.visit import Visit


def show(now: Visit) -> None:
    """Draw the way in."""
    if not may(now.actor, Act.IMPORT, is_own=True):
        prose.show(prose.line(prose.page("people", selection.link(), now.say("exchange_sign_in"))))
        return
    prose.show(
        prose.heading(now.say("exchange_step_file"), 2),
        prose.line(now.say("exchange_file_help", most=st.get_option("server.maxUploadSize")), "quiet"),
    )
    files = st.file_uploader(
        now.say("exchange_file"), accept_multiple_files=True, label_visibility="collapsed", key=upload.round_key()
    )  # whatever it is: what cannot be read is refused in the reader's own language
    sent = upload.sent(files)
    if sent:
        _read(now, sent)
    else:
        template.show(now)


def _read(now: Visit, sent: Upload) -> None:
    """Read what was sent, and go on as far as it lets us."""
    bar = st.empty()
    try:
        if not headings.is_settled(now, sent):
            return
        found = sent.proposal(cache.store(now.register_name), now.actor, _telling(now, bar, "exchange_reading"))
    except DataError as error:
        prose.show(prose.line(now.say("exchange_refused", why=cards.why(now.lang, error)), "warn"))
        return
    finally:
        bar.empty()
    _say_read(now, found)
    accepted(now, sent)
    if found.problems:
        problems(now, sent, found)
        return
    prose.show(prose.heading(now.say("exchange_no_problems"), 2))
    prose.show(prose.heading(now.say("exchange_step_difference"), 2), difference(now, found.difference))
    if found.is_new:
        _offer(now, sent, found)
    else:
        prose.show(prose.line(now.say("exchange_nothing_new")))


def _telling(now: Visit, bar: object, words: str):  # noqa: ANN202  (a function of two numbers)
    """Return what the reader is told of the progress by; the button that stops a run stops the work."""

    def tell(done: int, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), now.say(words))  # type: ignore[attr-defined]

    return tell


def _say_read(now: Visit, found: Proposal) -> None:
    read = found.reading
    counts = [
        now.say("exchange_counts", table=counted_name(now, name), n=number(len(frame)))
        for name, frame in told_first(read.records).items()
        if len(frame)
    ]
    prose.show(
        prose.heading(now.say("exchange_step_read"), 2),
        prose.line(prose.join([prose.strong(now.say("exchange_form", form=now.say(f"form_{read.form}"))), *counts])),
        guesses(now, read),
        notes(now, read),
    )


def _offer(now: Visit, sent: Upload, found: Proposal) -> None:
    """Let the reader say why, and take it in."""
    prose.show(prose.heading(now.say("exchange_step_apply"), 2))
    with st.container(width=640):
        reason = deeds.sentence(now, "exchange_reason", "import reason")
    words = f"{now.say('exchange_apply')}{in_short(now, found.difference)}"
    if st.button(words, type="primary", key="import apply"):
        _apply(now, sent, found, reason)
        st.rerun()


def _apply(now: Visit, sent: Upload, found: Proposal, reason: str) -> None:
    """Take it in, to be said on the page that is drawn next with the way to the change, or why it cannot be."""
    store, bar = cache.store(now.register_name), st.empty()
    try:
        telling = store.telling(_telling(now, bar, "exchange_applying"))
        batch = take_in(telling, now.actor, found, sent.name, reason)
    except DataError as error:
        session.tell(cards.refusal(now.lang, error))
        return
    finally:
        bar.empty()
    settle(store)
    upload.begin_again()
    counts = {name: number(getattr(batch, name)) for name in ("number", "unchanged")}
    counts["counts"] = in_short(now, found.difference)
    way = prose.page("history", selection.link(batch=str(batch.number), way=""), now.say("exchange_undo"))
    session.tell(cards.done(now.say("exchange_done", **counts)) + prose.line(way))
