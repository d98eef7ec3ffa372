"""What was found, each with its match and the reasons in words. This module writes the sentence and the list."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from data.desk.replies import Became, reply
from geo import stances
from geo.binoculars import DEFAULT
from pages.ui import calendar, lists, prose, selection
from pages.ui.binoculars import looking
from pages.ui.headline import number
from pages.ui.register import values
from pages.ui.visit import Visit

Row = Mapping[str, Any]
_PARTS = {"theme": DEFAULT.theme, "text": DEFAULT.text, "near": DEFAULT.near}
_PERCENT = 100
_FIRST = 24
"""Agencies offered to begin with."""
_FEW = 3
"""Places and works named in one reason."""


def sentence(now: Visit, who: str, rows: pd.DataFrame | None) -> str:
    """Return how much work of others holds the function of who looks."""
    if rows is None:
        return now.say("sight_choose")
    name = now.register.agency_name(who, now.lang)
    if rows.empty:
        return now.say("sight_none", name=name)
    return now.say("sight_found", name=name, n=number(len(rows)), same=number((rows["theme"] == 1).sum()))


def start(now: Visit) -> Markup:
    """Return a way in for who has not chosen an agency: those with the most open work, each with how many."""
    counts = stances.at_work(now.evaluation)
    note = prose.line(now.say("sight_choose_note"), "quiet")
    if counts.empty:
        return note + prose.line(now.say("sight_start_none"), "quiet")
    shown = counts.head(_FIRST)
    ways = (
        prose.here(selection.link(agency=code), f"{now.register.agency_name(code, now.lang)} ({number(count)})")
        for code, count in shown.items()
    )
    said = now.say("sight_start", n=number(len(shown)), all=number(len(counts)))
    return note + prose.heading(said, 2) + prose.line(prose.chips(ways))


def item(now: Visit, place: int, row: Row, mark: pd.Series | None, ties: pd.DataFrame) -> Markup:
    """Return one work: what it is, who does it, what ties it to own work already, how well it matches and why."""
    code = row["initiative_id"]
    title = prose.join([f"{place}.", lists.title(now, code)], " ")
    head = prose.heading(title, 2)
    what = prose.join([now.agencies_of(code), _where(now, code), _when(now, row)])
    said = prose.line(_marked(now, mark), "done") + _replied(now, mark) if mark is not None else Markup("")
    reasons = prose.listing(_reasons(now, row, "sight"))
    tied = _tied(now, ties[ties["initiative_id"] == code])
    return head + prose.line(what, "quiet") + tied + said + reasons + prose.fold(_match(now, row), _bars(now, row))


def _tied(now: Visit, ties: pd.DataFrame) -> Markup:
    if ties.empty:
        return Markup("")
    works = [
        prose.join([lists.title(now, row.own_id), f"({now.say(row.kind)}, {_confirmed(now, row.is_confirmed)})"], " ")
        for row in ties.head(_FEW).itertuples()
    ]
    return prose.line(prose.join([now.say("sight_tied"), prose.join(works, ", ")], " "), "note")


def _confirmed(now: Visit, is_confirmed: bool) -> str:
    return now.say("sight_confirmed" if is_confirmed else "sight_waiting")


def why(now: Visit, row: Row) -> Markup:
    """Return who does one work, where and until when, and why it is near a draft, with its match worked out."""
    code = row["initiative_id"]
    what = prose.join([lists.title(now, code), now.agencies_of(code), _where(now, code), _when(now, row)])
    return prose.line(what) + prose.listing(_reasons(now, row, "draft")) + _bars(now, row)


def _where(now: Visit, code: str) -> str:
    named = values(now.register.initiatives["areas"].get(code))
    return _few(now, [now.register.place_name(area, now.lang) for area in named])


def _when(now: Visit, row: Row) -> str:
    work = now.register.initiatives.loc[row["initiative_id"]]
    end = work["end_date"]
    if pd.isna(end):
        return now.say(row["sight"])
    return now.say(f"{row['sight']}_day", day=calendar.short(end.date(), now.lang))


def _few(now: Visit, names: list[str]) -> str:
    shown = ", ".join(names[:_FEW])
    return shown if len(names) <= _FEW else now.say("sight_more", names=shown, n=number(len(names) - _FEW))


def _reasons(now: Visit, row: Row, of: str) -> list[str | Markup]:
    """Return the reasons in words, of an agency's ``sight`` or of a ``draft``; nothing is found without one."""
    register, lang = now.register, now.lang
    themes = {
        name: ", ".join(register.theme_name(code, lang) for code in values(row[name])) for name in ("same", "akin")
    }
    found: list[str | Markup] = [now.say(f"{of}_{name}", themes=text) for name, text in themes.items() if text]
    if row["pieces"]:
        words = " · ".join(f"“{piece}”" for piece in _codes(row, "pieces"))
        found.append(now.say(f"{of}_words", words=words, against=row["against"]))
    elif row["likeness"] >= DEFAULT.text_least:
        found.append(now.say(f"{of}_alike", n=number(_PERCENT * row["likeness"]), against=row["against"]))
    for name in ("inside", "around", "beside"):
        if places := [register.place_name(code, lang) for code in _codes(row, name)]:
            found.append(now.say(f"{of}_{name}", places=_few(now, places)))
    if people := _codes(row, "people"):
        links = prose.join([lists.title(now, code) for code in people[:_FEW]], ", ")
        said = prose.sentence(now.say("sight_people", n=number(len(people)), works="{works}"), works=links)
        found.append(said)
    return found


def _codes(row: Row, name: str) -> list[str]:
    return values(row[name] or None)


def _match(now: Visit, row: Row) -> str:
    return now.say("sight_match", n=number(_PERCENT * row["match"]))


def _bars(now: Visit, row: Row) -> Markup:
    """Return the parts of the match with their weights, so that it can be worked out again by hand."""
    bars = [
        prose.bar(now.say(f"sight_part_{name}"), row[name], number(_PERCENT * row[name]), _weight(now, row, name))
        for name in _PARTS
    ]
    known = {name: weight for name, weight in _PARTS.items() if pd.notna(row[name])}
    terms = " + ".join(f"{number(_PERCENT * row[name])} × {weight:g}" for name, weight in known.items())
    total = f"({terms}) ÷ {sum(known.values()):g} = {number(_PERCENT * row['match'])}"
    return Markup("").join(prose.line(bar) for bar in bars) + _likeness(now, row) + prose.line(total, "quiet")


def _likeness(now: Visit, row: Row) -> Markup:
    """Return which text the words were compared with and how their part comes about."""
    if not row["against"]:
        return Markup("")
    like, full, text = (number(_PERCENT * part) for part in (row["likeness"], DEFAULT.text_full, row["text"]))
    said = now.say("sight_text", against=row["against"], n=like, full=full, text=text)
    how = prose.page("method", selection.link(), now.say("sight_text_how"), "likeness")
    return prose.line(prose.join([said, how]), "quiet")


def _weight(now: Visit, row: Row, name: str) -> str:
    return now.say("sight_weight", w=f"{_PARTS[name]:g}") if pd.notna(row[name]) else now.say("unknown")


def _marked(now: Visit, mark: pd.Series) -> str:
    day = calendar.short(mark["said_on"].date(), now.lang) if pd.notna(mark["said_on"]) else ""
    sentence = mark["sentence"] if pd.notna(mark["sentence"]) else ""
    return now.say("sight_marked", way=now.say(f"mark_{mark['way']}"), sentence=sentence, day=day)


def _replied(now: Visit, mark: pd.Series) -> Markup:
    """Return how far what a mark asked of the other side has come, nothing where nobody was asked."""
    found = reply(now.register.records, mark)
    if found is None:
        return Markup("")
    names = ", ".join(now.register.agency_name(agency, now.lang) for agency in found.agencies)
    day = calendar.short(found.day.date(), now.lang) if pd.notna(found.day) else now.say("unknown")
    why = now.say("reply_why", why=found.note) if found.note else ""
    is_intent = pd.isna(mark["own_id"]) and found.became is not Became.WAITING
    word = f"{found.became}_intent" if is_intent else found.became
    return prose.line(now.say(word, name=names, day=day) + why, "note")


def unmapped(now: Visit, rows: pd.DataFrame) -> Markup:
    """Return how much of what was found has no mark on the map."""
    count = looking.unmapped(now, rows)
    return prose.line(now.say("sight_unmapped", n=number(count)), "quiet") if count else Markup("")


def order(now: Visit, rows: pd.DataFrame) -> Markup:
    """Return in what order the work is listed."""
    return Markup("") if rows.empty else prose.line(now.say("sight_order"), "quiet")


def method(now: Visit) -> Markup:
    """Return how the ranking comes about."""
    rule = now.say(
        "sight_how",
        theme=f"{DEFAULT.theme:g}",
        text=f"{DEFAULT.text:g}",
        near=f"{DEFAULT.near:g}",
        full=number(_PERCENT * DEFAULT.text_full),
        least=number(_PERCENT * DEFAULT.text_least),
    )
    return prose.fold(now.say("how"), prose.line(rule))


def tied(now: Visit, count: int, apart: int) -> Markup:
    """Return the switch that shows what is tied to own work already, or leaves it out again; some is listed apart."""
    if not count:
        return Markup("")
    is_shown = looking.with_tied()
    word = "sight_tied_hide" if is_shown else "sight_tied_show"
    way = prose.here(selection.link(tied="" if is_shown else "shown"), now.say(word, n=number(count)))
    marked = now.say("sight_tied_apart", n=number(apart)) if apart else ""
    return prose.line(prose.join([now.say("sight_tied_already", n=number(count)), marked, way]), "quiet")


def refused(now: Visit, count: int) -> Markup:
    """Return the switch that shows what was marked as not ours, or leaves it out."""
    if not count:
        return Markup("")
    is_shown = bool(selection.asked("refused", ["shown"]))
    word = "sight_refused_hide" if is_shown else "sight_refused_show"
    return prose.line(prose.here(selection.link(refused="" if is_shown else "shown"), now.say(word, n=number(count))))


def onward(now: Visit) -> Markup:
    """Return the way to opening new work where none of what was found will do."""
    return prose.line(prose.page("opening", selection.link(), now.say("sight_none_of_these")))
