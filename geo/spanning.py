"""The strongest ties that hold some agencies together. This module spans them, through others where need be."""

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple


class Link(NamedTuple):
    """A record that ties two agencies directly: its strength in tenths and its row among the links."""

    one: str
    other: str
    strength: float
    carries: bool
    row: int


class Edge(NamedTuple):
    """Two neighbours in the tree: the agencies from the one to the other, and the links they go along."""

    stops: tuple[str, ...]
    path: tuple[Link, ...]


def tree(agencies: Sequence[str], links: Sequence[Link]) -> list[Edge]:
    """Span the agencies by the links of their block, the strongest first, through others where none is direct."""
    part = {agency: {agency} for agency in agencies}
    ways: defaultdict[str, list[Link]] = defaultdict(list)
    edges: list[Edge] = []

    def join(edge: Edge) -> None:
        edges.append(edge)
        whole = part[edge.stops[0]] | part[edge.stops[-1]]
        part.update(dict.fromkeys(whole, whole))

    for _, level in groupby(links, key=attrgetter("strength")):
        for link in level:
            if link.one in part and part[link.one] is not part.get(link.other, part[link.one]):
                join(Edge((link.one, link.other), (link,)))
            for end in (link.one, link.other) if link.carries else ():
                ways[end].append(link)
        while edge := next(filter(None, (_way(part, agency, ways) for agency in sorted(part))), None):
            join(edge)
    return edges


def _way(part: dict[str, set[str]], start: str, ways: dict[str, list[Link]]) -> Edge | None:
    """Find the shortest way from an agency to one of another part of the tree, through agencies of none."""
    came = {start: Edge((start,), ())}
    queue = deque(came)
    while queue and len(part[start]) < len(part):
        here = came[queue.popleft()]
        for link in ways.get(here.stops[-1], ()):
            there = link.other if link.one == here.stops[-1] else link.one
            edge = Edge((*here.stops, there), (*here.path, link))
            if there in part and part[there] is not part[start]:
                return edge
            if there not in part and there not in came:
                came[there] = edge
                queue.append(there)
    return None
