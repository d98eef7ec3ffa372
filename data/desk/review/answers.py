"""What the few answers to a question would make of the records. This module supposes each, so that it can be weighed.

They are answers to whoever asks around; nothing is carried out here: what was learnt goes into the records' forms.
"""

import datetime
import itertools
from collections.abc import Mapping, Sequence

import pandas as pd

from data.desk.review.queues import Queue
from data.schema import SEPARATOR, Records, Status
from data.store import Edit


def answers(queue: Queue, records: Records, item: "pd.Series[str]", day: datetime.date) -> Mapping[str, list[Edit]]:
    """Return by answer what an item's records would say; none where nobody can say what the answers may be.

    Parameters
    ----------
    queue : `Queue.UNHEARD`, whose work is over (``closed``) or goes on (``going``), or `Queue.VAGUE`, whose work lies
        in one village (``together``), each in another as far as there are any (``apart``), or in all of them
        (``everywhere``).
    day : the day on which the answer is given.
    """
    works = item["initiatives"].split(SEPARATOR)
    if queue is Queue.UNHEARD:
        said = {"closed": Status.CLOSED, "going": Status.IMPLEMENTATION}
        return {answer: _stated(works, status, day) for answer, status in said.items()}
    villages = _villages(records, item["area_code"]) if queue is Queue.VAGUE else []
    if not villages:
        return {}
    found: dict[str, list[list[str]]] = {
        "together": [villages[:1]] * len(works),
        "apart": [[village] for village, _ in zip(itertools.cycle(villages), works, strict=False)],
        "everywhere": [villages] * len(works),
    }
    return {answer: _located(records, works, item["area_code"], there) for answer, there in found.items()}


def _stated(works: Sequence[str], status: Status, day: datetime.date) -> list[Edit]:
    said = {"status": str(status), "status_date": day.isoformat()}
    return [Edit("initiatives", one, dict(said)) for one in works]


def _located(records: Records, works: Sequence[str], area_code: str, villages: Sequence[Sequence[str]]) -> list[Edit]:
    """Return what puts villages, work by work, in the place of the tambon that was named alone."""
    areas = records["initiatives"].set_index("initiative_id")["areas"].reindex(list(works)).fillna("")
    edits = []
    for one, named, codes in zip(works, areas, villages, strict=True):
        kept = [code for code in named.split(SEPARATOR) if code and code != area_code]
        edits.append(Edit("initiatives", one, {"areas": SEPARATOR.join(dict.fromkeys([*kept, *codes]))}))
    return edits


def _villages(records: Records, area_code: str) -> list[str]:
    areas = records["areas"]
    return sorted(areas["code"][areas["parent"] == area_code])
