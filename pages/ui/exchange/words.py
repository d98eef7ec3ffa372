"""What a file says and what is said of it, in the reader's words. This module names values, codes and columns."""

import datetime
import re
from collections.abc import Mapping

from data.errors import Problem
from data.readers.layouts import PLACE
from data.readers.records import Reading
from data.readers.suggest import UNKNOWN
from data.schema import LABELS, SEPARATOR, TABLE_LABELS, TABLES, Label, Role, column_label, key_parts, typed
from data.writers.wording import allowed_of
from pages.ui import calendar
from pages.ui.headline import number
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES

_LONGEST = 60
_OF_DATES = ("bad_date", "impossible_date", "ambiguous_date", "fiscal_year", "date_read_as")
_ISO = re.compile(r"\d{4}(-\d\d){0,2}")
_PRECISION = {4: "year", 7: "month", 10: ""}
_MARKUP = re.compile(r"[^\w\s\u0e00-\u0e7f]", re.ASCII)


def plain_label(text: str) -> str:
    r"""Return text of a stranger as the label of a button shows it as it is: labels are read as Markdown.

    >>> plain_label("**ฝาย** [x](y)")
    '\\*\\*ฝาย\\*\\* \\[x\\]\\(y\\)'
    """
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _MARKUP.sub(r"\\\g<0>", " ".join(short.split()))


def acceptance(now: Visit, problem: Problem, text: str, count: int) -> str:
    """Return the label of the button that takes `text` for the value of a problem that occurs `count` times."""
    suggestion, value = plain_label(suggested(now, problem, text)), plain_label(problem.value)
    return now.say("exchange_accept", suggestion=suggestion, value=value, n=number(count))


def suggested(now: Visit, problem: Problem, text: str) -> str:
    """Return a suggestion with the name of what its code stands for."""
    register, lang = now.register, now.lang
    if problem.code in _OF_DATES:
        return day(now, text)
    if problem.code in (UNKNOWN["areas"], "read_as") and text in register.areas.index:
        return f"{text} {register.place_name(text, lang)}"
    if problem.code == UNKNOWN["agencies"] and text in register.agencies.index:
        return f"{text} {register.agency_name(text, lang)}"
    if problem.code == UNKNOWN["themes"]:
        return f"{text} {register.theme_name(text, lang)}" if register.theme_name(text, lang) != text else text
    return SEPARATOR.join(value(now, each) for each in text.split(SEPARATOR))


def allowed(now: Visit, problem: Problem) -> str:
    """Return what would be accepted in place of the value of a problem."""
    told = allowed_of(problem)[LANGUAGES.index(now.lang)].split(", ")
    if problem.code in _OF_DATES and now.lang == "th":
        told = [each for each in told if len(each) == 4 or not _ISO.fullmatch(each)]
    return ", ".join(value(now, each) for each in told)


def day(now: Visit, text: str) -> str:
    """Return a date as readers write it, as precise as it is; text that is none as it is."""
    if not _ISO.fullmatch(text):
        return text
    try:
        found = datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return text
    return calendar.short(found, now.lang, _PRECISION[len(text)])


def key(now: Visit, text: str, reading: Reading) -> str:
    """Return the key of a record of a file with the titles and names of what it is made of."""
    stated = reading.records.get("initiatives", typed("initiatives"))
    titles = stated.set_index("initiative_id")["title_th"].dropna()
    names, register = now.register.names[now.lang], now.register
    known = {**names.titles, **names.agencies}

    def named(part: str) -> str:
        if part in register.areas.index:
            return register.place_name(part, now.lang)
        return str(titles.get(part) or known.get(part) or in_words(now, LABELS, part))

    return " · ".join(map(named, key_parts(text)))


def value(now: Visit, text: str) -> str:
    """Return a value of the vocabulary, or what a heading may mean, in words; other text as it is."""
    table, _, column = text.partition(".")
    if table in TABLES and column in TABLES[table].names:
        return f"{in_words(now, TABLE_LABELS, table)}: {target(now, text)}"
    return target(now, text) if table in TABLES or text in PLACE else in_words(now, LABELS, text)


def target(now: Visit, name: str) -> str:
    """Return what something is called that a heading may mean."""
    table, _, column = name.partition(".")
    if name in PLACE:
        return now.say(f"target_place_{column}")
    role, _, _ = column.partition("_name")
    if table == "participation" and role in tuple(Role):
        return now.say("target_role_name" if name.endswith("_name") else "target_role", role=now.say(role))
    return column_label(table, column)[LANGUAGES.index(now.lang)] if table in TABLES else name


def in_words(now: Visit, labels: Mapping[str, Label], key: str) -> str:
    """Return the label of a key, the key itself where there is none."""
    found = labels.get(key)
    return found[LANGUAGES.index(now.lang)] if found else key
