"""Every sentence a reader meets, Thai and English side by side. This module says them."""

from collections.abc import Callable

from data.schema.labels import LABELS
from pages.ui.words import (
    area,
    binoculars,
    coverage,
    duplication,
    exchange,
    glossary,
    hats,
    history,
    legend,
    linked,
    method,
    network,
    opening,
    people,
    province,
    record,
    relay,
    review,
    rules,
    shared,
    sources,
    sums,
    surroundings,
    whatif,
    work,
)

Words = Callable[..., str]
"""``say(key, **values)``: the sentence of `key` in the reader's language with `values` put in."""

LANGUAGES = ("th", "en")
_PARTS = (
    shared,
    legend,
    province,
    area,
    sums,
    surroundings,
    linked,
    work,
    method,
    rules,
    glossary,
    sources,
    exchange,
    history,
    people,
    record,
    review,
    coverage,
    network,
    hats,
    relay,
    whatif,
    duplication,
    binoculars,
    opening,
)
PARTS = tuple(part.SAID for part in _PARTS)
"""The sentences of every page; no key occurs in two of them."""

_SAID: dict[str, tuple[str, str]] = {key: said for part in PARTS for key, said in part.items()}


def speaker(lang: str) -> Words:
    """Return the words in a language of `LANGUAGES`; a value of the vocabulary is said by its label."""
    index = LANGUAGES.index(lang)

    def say(key: str, /, **values: object) -> str:
        if key in LABELS:
            return LABELS[key][index]
        return _SAID[key][index].format(**values)

    return say
