"""What is wrong with a file, and what was likely meant. This module lists it and takes suggestions at a click."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from data.desk.importing import Proposal
from data.desk.rights import may
from data.errors import Problem
from data.readers.check import UNKNOWN
from data.readers.corrections import alike, choices, offered
from data.readers.matches import SEVERAL
from data.readers.records import Reading
from data.schema import TABLE_LABELS, Act
from data.writers.wording import said_of
from pages.ui import prose
from pages.ui.exchange import words
from pages.ui.exchange.upload import Upload
from pages.ui.headline import number
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES

_MOST = 60
_MOST_BUTTONS = 12
_NEW = {"agencies": Act.EDIT_AGENCY, "themes": Act.KEEP_GROUND}
_MOST_ROWS = 6
_OF_HEADINGS = ("column_read_as", "column_passed_over")
_COLUMNS = ("row", "heading", "seen", "problem", "allowed", "suggestion")


def problems(now: Visit, upload: Upload, found: Proposal) -> None:
    """Show every problem, the suggestions as buttons, and the report for taking away."""
    say, wrong = now.say, found.problems
    count = sum(problem.count for problem in wrong)
    prose.show(prose.heading(say("exchange_step_problems", n=number(count)), 2))
    prose.show(prose.line(say("exchange_problems_line"), "quiet"))
    _suggestions(now, upload, found)
    name, content = upload.report(found)
    st.download_button(say("exchange_report"), content, name, on_click="ignore")
    groups = _grouped(wrong)
    prose.show(table(now, groups[:_MOST], found.reading))
    if rest := sum(problem.count for group in groups[_MOST:] for problem in group):
        prose.show(prose.line(say("exchange_more", n=number(rest)), "quiet"))


def _suggestions(now: Visit, upload: Upload, found: Proposal) -> None:
    """Draw a button for each value with a likely meaning, and one for all that have only one."""
    sure = offered(found.problems)
    firsts = [problem for problem in found.problems if choices(problem)]
    kinds = {tuple(alike(problem, firsts)): problem for problem in firsts[:_MOST]}
    with st.container(key="suggestions", horizontal=True):
        if len(sure) > 1 and st.button(now.say("exchange_accept_all", n=number(len(sure))), type="primary"):
            _accept(upload, found, sure)
        for at, (group, problem) in enumerate(list(kinds.items())[:_MOST_BUTTONS]):
            for text in choices(problem):
                label = words.acceptance(now, problem, text, len(group))
                if st.button(label, key=f"accept {at} {text}", wrap=True):
                    _accept(upload, found, dict.fromkeys(group, text))
        _newcomers(now, upload, found)


def _newcomers(now: Visit, upload: Upload, found: Proposal) -> None:
    """Draw a button for the agencies and themes of somebody's own table that are like none there is: they are new.

    It is there for whoever may add them.
    """
    layout = found.reading.layout
    for kind in [kind for kind, act in _NEW.items() if layout and may(now.actor, act)]:
        names = {each.value for each in found.problems if each.code == UNKNOWN[kind] and not choices(each)}
        if names and st.button(now.say(f"exchange_new_{kind}", n=number(len(names))), key=f"new {kind}", wrap=True):
            upload.layout = replace(layout, makes=layout.makes | {kind})  # type: ignore[type-var,union-attr]
            st.rerun()


def _accept(upload: Upload, found: Proposal, chosen: dict[Problem, str]) -> None:
    upload.accept(found, chosen)
    st.rerun()


def accepted(now: Visit, upload: Upload) -> None:
    """Say how many suggestions were accepted, and let them be taken back."""
    if not upload.corrections:
        return
    with st.container(key="accepted"):
        prose.show(prose.line(now.say("exchange_accepted", n=number(len(upload.corrections)))))
        if st.button(now.say("exchange_take_back")):
            upload.forget()
            st.rerun()


def _grouped(found: Sequence[Problem]) -> list[list[Problem]]:
    """Return problems with those of the same kind and value together."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in found:
        kind = (problem.table, problem.column, problem.code, problem.value, problem.suggestion, str(problem.more))
        groups.setdefault(kind, []).append(problem)
    return list(groups.values())


def table(now: Visit, groups: Sequence[Sequence[Problem]], reading: Reading) -> Markup:
    """Return problems as a table, each group in one row; columns in which none of them says anything are left out."""
    is_one = len(reading.sheets) == 1
    rows = [_row(now, group, reading, is_one=is_one) for group in groups]
    told = [name for name in _COLUMNS if any(row[name] for row in rows)]
    return prose.table([now.say(f"column_{name}") for name in told], [[row[name] for name in told] for row in rows])


def _row(now: Visit, group: Sequence[Problem], reading: Reading, *, is_one: bool) -> dict[str, str]:
    """Return where problems are, the value seen, what is wrong with it, what is allowed, what was meant."""
    first = group[0]
    table = "" if is_one else words.in_words(now, TABLE_LABELS, first.table)
    places = ", ".join(number(problem.row) for problem in group[:_MOST_ROWS] if problem.row)
    more = "…" if len(group) > _MOST_ROWS else ""
    return {
        "row": f"{table} {places}{more}".strip(),
        "heading": first.column,
        "seen": words.key(now, first.value, reading) if first.code == "not_yours" else first.value,
        "problem": said_of(first)[LANGUAGES.index(now.lang)],
        "allowed": words.allowed(now, first),
        "suggestion": SEVERAL.join(words.suggested(now, first, each) for each in first.suggestion.split(SEVERAL)),
    }


def guesses(now: Visit, reading: Reading) -> Markup:
    """Return what was taken for a place, agency or theme although it is spelt otherwise, the least sure first."""
    found = sorted(filter(_is_guess, reading.notes), key=lambda note: note.confidence or 0)
    if not found:
        return Markup("")
    head = [now.say(f"column_{name}") for name in ("seen", "read_as", "confidence", "heading", "row")]
    rows = [
        [
            note.value,
            words.suggested(now, note, note.suggestion),
            f"{int(100 * (note.confidence or 0))} %",
            note.column,
            number(note.row),
        ]
        for note in found[:_MOST]
    ]
    title = prose.heading(now.say("exchange_guesses", n=number(len(found))), 3)
    rest = prose.line(f"… {number(len(found) - _MOST)}", "quiet") if len(found) > _MOST else Markup("")
    return title + prose.line(now.say("exchange_guesses_line"), "quiet") + prose.table(head, rows) + rest


def _is_guess(note: Problem) -> bool:
    return note.code == "read_as" and note.confidence is not None and not note.more


def notes(now: Visit, reading: Reading) -> Markup:
    """Return what else can be said of the file that stands in no way, folded, the most frequent kinds first.

    What the headings were taken for is left out where the page shows it above.
    """
    shown = _OF_HEADINGS if reading.form == "table" else ()
    found = [note for note in reading.notes if note.code not in shown and not _is_guess(note)]
    if not found:
        return Markup("")
    kinds = [code for code, _ in Counter(note.code for note in found).most_common()]
    ordered = sorted(found, key=lambda note: kinds.index(note.code))
    count = sum(note.count for note in found)
    return prose.fold(now.say("exchange_notes", n=number(count)), table(now, _grouped(ordered)[:_MOST], reading))
