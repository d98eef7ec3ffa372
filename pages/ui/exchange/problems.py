"""What is wrong with a file, and what was likely meant. This module lists it and takes suggestions at a click."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from data.desk.importing import Proposal
from data.errors import Problem
from data.readers.check import UNKNOWN
from data.readers.corrections import alike, choices, offered
from data.readers.matches import SEVERAL
from data.readers.records import Reading
from data.schema import LABELS, TABLE_LABELS, TABLES, column_label
from data.writers.wording import said_of
from pages.ui import prose
from pages.ui.exchange.upload import Upload
from pages.ui.headline import number
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES

_MOST = 60
_MOST_BUTTONS = 12
_NEW = ("agencies", "themes")
_LONGEST = 60
_MARKUP = re.compile(r"[^\w\s\u0e00-\u0e7f]", re.ASCII)


def problems(now: Visit, upload: Upload, found: Proposal) -> None:
    """Show every problem, the suggestions as buttons, and the report for taking away."""
    say, wrong = now.say, found.problems
    count = sum(problem.count for problem in wrong)
    prose.show(prose.heading(say("exchange_step_problems", n=number(count)), 2))
    prose.show(prose.line(say("exchange_problems_line"), "quiet"))
    _suggestions(now, upload, found)
    name, content = upload.report(found)
    st.download_button(say("exchange_report"), content, name, on_click="ignore")
    prose.show(table(now, wrong[:_MOST], found.reading))
    shown = sum(problem.count for problem in wrong[:_MOST])
    if count > shown:
        prose.show(prose.line(say("exchange_more", n=number(count - shown)), "quiet"))


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
                words = now.say(
                    "exchange_accept",
                    suggestion=_named(now, problem, text),
                    value=problem.value,
                    n=number(len(group)),
                )
                if st.button(words, key=f"accept {at} {text}"):
                    _accept(upload, found, dict.fromkeys(group, text))
        _newcomers(now, upload, found)


def _newcomers(now: Visit, upload: Upload, found: Proposal) -> None:
    """Draw a button for the agencies and themes of somebody's own table that are like none there is: they are new."""
    layout = found.reading.layout
    for kind in _NEW if layout else ():
        names = {each.value for each in found.problems if each.code == UNKNOWN[kind] and not choices(each)}
        if names and st.button(now.say(f"exchange_new_{kind}", n=number(len(names))), key=f"new {kind}"):
            upload.layout = replace(layout, makes=layout.makes | {kind})  # type: ignore[type-var,union-attr]
            st.rerun()


def plain_label(text: str) -> str:
    r"""Return text of a stranger as the label of a button shows it as it is: labels are read as Markdown.

    >>> plain_label("**ฝาย** [x](y)")
    '\\*\\*ฝาย\\*\\* \\[x\\]\\(y\\)'
    """
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _MARKUP.sub(r"\\\g<0>", " ".join(short.split()))


def _named(now: Visit, problem: Problem, text: str) -> str:
    """Return a suggestion with the name of what its code stands for."""
    register = now.register
    if problem.code == UNKNOWN["areas"] and text in register.areas.index:
        return f"{text} {register.place_name(text, now.lang)}"
    if problem.code == UNKNOWN["agencies"] and text in register.agencies.index:
        return f"{text} {register.agency_name(text, now.lang)}"
    return _word(now, text)


def _word(now: Visit, text: str) -> str:
    """Return a value of the vocabulary, or the name of a column as a table has it, in words; other text as it is."""
    table, _, column = text.partition(".")
    if table in TABLES and column in TABLES[table].names:
        return f"{_in_words(now, TABLE_LABELS, table)}: {column_label(table, column)[LANGUAGES.index(now.lang)]}"
    return _in_words(now, LABELS, text)


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


def table(now: Visit, found: Sequence[Problem], reading: Reading) -> Markup:
    """Return problems as a table: where, the value seen, what is wrong with it, what is allowed, what was meant."""
    names = ("row", "heading", "seen", "problem", "allowed", "suggestion")
    is_one = len(reading.sheets) == 1
    rows = [
        [
            number(problem.row) if is_one and problem.row else _where(now, problem),
            problem.column,
            problem.value,
            said_of(problem)[LANGUAGES.index(now.lang)],
            ", ".join(_word(now, each) for each in problem.allowed.split(", ")),
            SEVERAL.join(_named(now, problem, each) for each in problem.suggestion.split(SEVERAL)),
        ]
        for problem in found
    ]
    return prose.table([now.say(f"column_{name}") for name in names], rows)


def _where(now: Visit, problem: Problem) -> str:
    table = _in_words(now, TABLE_LABELS, problem.table)
    return f"{table} {number(problem.row)}" if problem.row else table


def _in_words(now: Visit, labels: object, key: str) -> str:
    found = labels.get(key)  # type: ignore[attr-defined]
    return found[LANGUAGES.index(now.lang)] if found else key


def notes(now: Visit, reading: Reading) -> Markup:
    """Return what can be said of the file that stands in no way, folded, the most frequent kinds first."""
    found = reading.notes
    if not found:
        return Markup("")
    kinds = [code for code, _ in Counter(note.code for note in found).most_common()]
    ordered = sorted(found, key=lambda note: kinds.index(note.code))
    count = sum(note.count for note in found)
    return prose.fold(now.say("exchange_notes", n=number(count)), table(now, ordered[:_MOST], reading))
