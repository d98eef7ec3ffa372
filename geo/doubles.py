"""Records that may be of one initiative. This module finds likely doubles and says what speaks for each."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Records, typed
from geo.keys import place_among
from geo.links import Bools, Floats, Ints
from geo.scores import Evaluation
from geo.sharing import Sharing
from geo.world import World

ALIKE, ALIKE_ELSEWHERE, ALIKE_OF_ONE_SOURCE = 0.85, 0.97, 0.65
"""Likeness of titles, 0 to 1, from which two records may be one; more of those that name other places, less of those
that have one source."""
LIKELY = 0.7
"""Sum of `WEIGHTS` from which a pair is listed."""


class Sign(StrEnum):
    """What speaks for two records being one; the last speaks against it."""

    TITLE = "same_title"
    THEME = "same_theme"
    AREA = "same_area"
    NEAR = "near_area"
    AGENCY = "same_agency"
    TIME = "same_time"
    SOURCE = "same_source"
    NUMBERS = "other_numbers"


WEIGHTS = {
    Sign.TITLE: 0.5,
    Sign.THEME: 0.15,
    Sign.AREA: 0.15,
    Sign.NEAR: 0.05,
    Sign.AGENCY: 0.1,
    Sign.TIME: 0.1,
    Sign.SOURCE: 0.1,
    Sign.NUMBERS: -0.3,
}
"""What each sign counts, that of titles times their likeness."""

COLUMNS = ("from_id", "to_id", "score", "likeness", "reasons", "area_code", "theme")


def doubles(evaluation: Evaluation, records: Records, adjacent: pd.DataFrame) -> pd.DataFrame:
    """List pairs of records that may be of one initiative, the likeliest first.

    Compared are records that share a place and a theme (of neighbouring tambon too), a place and an agency, a source,
    or the opening of their title. Left out are pairs that are one already or tied otherwise: somebody knows them
    apart; and pairs of which one ended before the other began.

    Parameters
    ----------
    evaluation, records : the records and what `geo.scores.evaluate` made of them.
    adjacent : pairs of neighbouring tambon, from `geo.neighbours.adjacent`.

    Returns
    -------
    The columns of `COLUMNS`: two records in the order of the table, ``score`` (sum of `WEIGHTS`), ``likeness`` of
    the titles (0 to 1), ``reasons`` (values of `Sign` joined by ``;``), and a tambon (or wider area) and a theme that
    both name, blank where there is none.

    Examples
    --------
    >>> import datetime as dt
    >>> from geo.scores import evaluate
    >>> work = {"initiative_id": ["I1", "I2"], "title_th": ["ซ่อมฝายบ้านนา", "ซ่อมฝายบ. นา"], "themes": "W1",
    ...     "areas": "800101"}
    >>> records = {"areas": typed("areas", {"code": ["800101"]}), "initiatives": typed("initiatives", work)}
    >>> found = doubles(evaluate(records, dt.date(2007, 2, 16)), records, pd.DataFrame({"one": [], "other": []}))
    >>> found[["from_id", "to_id", "score", "reasons"]].to_numpy().tolist()
    [['I1', 'I2', 0.8, 'same_title;same_theme;same_area']]
    """
    shared = Sharing(evaluation.world, records, adjacent)
    pairs = shared.candidates()
    likeness = shared.likeness(pairs)
    pairs, likeness = _kept(pairs, likeness, likeness >= min(ALIKE, ALIKE_ELSEWHERE, ALIKE_OF_ONE_SOURCE))
    pairs, likeness = _kept(
        pairs, likeness, _are_apart(evaluation.world, records, pairs) & ~shared.are_in_turn(pairs)
    )
    is_elsewhere = shared.have_places(pairs) & shared.place(pairs).isna().to_numpy(bool)
    needed = np.where(shared.key("source", pairs).notna(), ALIKE_OF_ONE_SOURCE, ALIKE)
    is_alike = likeness >= np.where(is_elsewhere, ALIKE_ELSEWHERE, needed)
    return _weighed(evaluation.world, shared, *_kept(pairs, likeness, is_alike))


def _kept(pairs: Ints, likeness: Floats, is_kept: Bools) -> tuple[Ints, Floats]:
    return pairs[is_kept], likeness[is_kept]


def _are_apart(world: World, records: Records, pairs: Ints) -> Bools:
    """Say which pairs are neither one initiative already nor tied to each other."""
    ties = records.get("ties", typed("ties"))
    number, width = world.initiatives.number, len(world.initiatives) + 1
    rows = (place_among(ties[name], pd.Index(world.initiatives.records)) for name in ("from_id", "to_id"))
    giver, taker = (np.append(number, -1)[row] for row in rows)
    tied = np.minimum(giver, taker) * width + np.maximum(giver, taker)
    one, other = number[pairs].T
    apart: Bools = (one != other) & ~np.isin(np.minimum(one, other) * width + np.maximum(one, other), tied)
    return apart


def _weighed(world: World, shared: Sharing, pairs: Ints, likeness: Floats) -> pd.DataFrame:
    """Weigh what speaks for each pair, and list the likely ones, one for two initiatives."""
    signs = _signs(shared, pairs)
    score = np.zeros(len(pairs))
    for sign, is_so in signs.items():
        score += WEIGHTS[sign] * is_so * (likeness if sign is Sign.TITLE else 1)
    ids = shared.work["initiative_id"].to_numpy()[pairs]
    number = np.sort(world.initiatives.number[pairs], axis=1)
    found = pd.DataFrame(
        {
            "from_id": ids[:, 0],
            "to_id": ids[:, 1],
            "score": score.round(3),
            "likeness": likeness.round(3),
            "reasons": [SEPARATOR.join(sign for sign in signs if signs[sign][at]) for at in range(len(pairs))],
            "area_code": shared.place(pairs),
            "theme": shared.key("theme", pairs),
            "one": number[:, 0],
            "other": number[:, 1],
        }
    )
    likely = found[found["score"] >= LIKELY]
    likely = likely.sort_values(["score", "from_id", "to_id"], ascending=[False, True, True])
    likely = likely.drop_duplicates(["one", "other"], ignore_index=True)
    return likely[list(COLUMNS)].astype({name: "str" for name in COLUMNS if name not in ("score", "likeness")})


def _signs(shared: Sharing, pairs: Ints) -> dict[Sign, Bools]:
    is_here = shared.place(pairs).notna().to_numpy(bool)
    by_key = {Sign.THEME: "theme", Sign.AGENCY: "agency", Sign.SOURCE: "source"}
    found = {sign: shared.key(name, pairs).notna().to_numpy(bool) for sign, name in by_key.items()}
    found |= {Sign.TITLE: np.ones(len(pairs), bool), Sign.AREA: is_here, Sign.NEAR: ~is_here & shared.are_near(pairs)}
    found |= {Sign.TIME: shared.are_timed(pairs), Sign.NUMBERS: shared.differ_in_numbers(pairs)}
    return {sign: found[sign] for sign in Sign}
