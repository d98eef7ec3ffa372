"""METHOD section 2 read directly: ties, cells and groups of one place. This module is where agencies meet."""

from itertools import combinations

STRENGTH_KINDS = ("co_work", "co_fund", "builds_on", "handover", "part_of")
COORDINATION = 0.6


class Place:
    """One theme in one tambon: who is there, and how strongly they are tied."""

    def __init__(self, world, tambon, theme):
        self.tambon, self.theme = tambon, theme
        self.with_theme = world.present(tambon, theme)
        self.tied = [one for one in self.with_theme if one.status not in ("cancelled", "suspended")]
        self.active = [one for one in self.with_theme if one.name in world.active]
        self.active_agencies = agencies_of(self.active)
        self.strength = self.through_others(self.direct(world))
        self.reviewed = self.strength | dict.fromkeys(self.tied_pairs(world, ("complementary",)), 1.0)

    def direct(self, world):
        """w: the strength of each pair by itself."""
        strength = {pair(a, b): 0.0 for a, b in combinations(sorted(agencies_of(self.tied)), 2)}
        for (a, b), value in self.tied_pairs(world, STRENGTH_KINDS).items():
            strength[a, b] = max(strength[a, b], value)
        for initiative in self.active:
            strength |= {pair(a, b): 1.0 for a, b in combinations(initiative.agencies, 2)}
        return strength

    def tied_pairs(self, world, kinds):
        """The strongest live tie of these kinds between an initiative of the one and an initiative of the other."""
        here = {one.name: one for one in self.tied}
        found = {}
        for tie in world.ties:
            if tie.kind in kinds and tie.is_live and tie.giver in here and tie.taker in here:
                for a in here[tie.giver].agencies:
                    for b in here[tie.taker].agencies - {a}:
                        found[pair(a, b)] = max(found.get(pair(a, b), 0.0), tie.strength)
        return found

    def through_others(self, direct):
        """w~: the strongest path, a path being as strong as its weakest tie."""
        best = dict(direct)
        nodes = sorted(agencies_of(self.tied))
        for via in nodes:
            for a, b in combinations(nodes, 2):
                if via not in (a, b):
                    best[a, b] = max(best[a, b], min(best[pair(a, via)], best[pair(via, b)]))
        return best

    def group(self, agency):
        """The agencies active here that are connected with this one under w~ >= 0.6; itself among them."""
        others = self.active_agencies - {agency}
        return {agency} | {other for other in others if self.strength[pair(agency, other)] >= COORDINATION}

    def cell(self, world, unit, *, precise):
        """The agencies of the cell."""
        return agencies_of(one for one in self.active if unit in world.footprint(one, precise=precise))

    def surplus(self, agencies):
        """S = max(0, (m - 1) - W)."""
        return max(0.0, len(agencies) - 1 - self.tree_weight(agencies)) if agencies else 0.0

    def tree_weight(self, agencies):
        """Weight of the maximum spanning tree: always add the agency most strongly tied to those in the tree."""
        outside = sorted(agencies)
        tree, weight = [outside.pop()], 0.0
        while outside:
            strongest, nearest = max((self.reviewed[pair(a, b)], b) for a in tree for b in outside)
            weight += strongest
            tree.append(nearest)
            outside.remove(nearest)
        return weight


def pair(a, b):
    return (a, b) if a < b else (b, a)


def agencies_of(initiatives):
    return frozenset().union(*(one.agencies for one in initiatives))


class Places:
    """All themes of all tambon, each read once."""

    def __init__(self, world):
        self.world = world
        self.of_tambon = {
            tambon: [Place(world, tambon, theme) for theme in sorted(world.counted)] for tambon in world.tambon
        }

    def tambon(self, area):
        """The tambon of an area: those below it; for a village its own."""
        if self.world.level.get(area) == "village":
            return [self.world.parent[area]]
        return self.world.tambon_below(area)

    def active(self, area):
        """Active initiatives with a footprint in the area."""
        units = set(self.world.units(area))
        named = [self.world.initiatives[name] for name in self.world.active]
        return [one for one in named if units & self.world.footprint(one) and self.world.is_counted(one)]

    def cells(self, area, *, precise=False):
        """Each cell (place, unit, agencies) with m >= 1."""
        units = set(self.world.units(area))
        for tambon in self.tambon(area):
            for place in self.of_tambon[tambon]:
                for unit in units & set(self.world.units(tambon)):
                    agencies = place.cell(self.world, unit, precise=precise)
                    if agencies:
                        yield place, unit, agencies
