"""What the colours mean, where classes part, what filters change. This module writes that part of the page."""

from markupsafe import Markup

from data.schema import DuplicationState, Level
from geo import classify
from geo import measures as measures_of
from geo.classify import Measure
from geo.completeness import Place, places_known
from pages.ui import cache, calendar, headline, prose
from pages.ui.method.example import Example, exact
from pages.ui.visit import Visit

_EMPTY = Markup("")
_ANCHORS = {
    Measure.BIVARIATE: "limits",
    Measure.DUPLICATION: "duplication",
    Measure.SHARE: "duplication",
    Measure.INTEGRATION: "index",
    Measure.AGENCIES: "cell",
    Measure.INITIATIVES: "open",
    Measure.THEMES: "cell",
    Measure.PEOPLE: "open",
}
"""Where each measure is worked through."""


def measures(example: Example) -> Markup:
    """Return every number that colours the map, what it says, and its value in the example."""
    say = example.now.say
    head = [say("column_measure"), say("column_meaning")]
    rows = [(prose.jump(_ANCHORS[name], say(f"measure_{name}")), say(f"note_{name}")) for name in Measure]
    if example.code:
        head.append(say("column_here", name=example.name))
        rows = [(*row, _value(example, name)) for row, name in zip(rows, Measure, strict=True)]
    return prose.table(head, rows)


def _value(example: Example, name: Measure) -> str:
    row, now = example.scores, example.now
    duplication, integration = headline.duplication(row, now), headline.integration(row, now)
    said = {
        Measure.BIVARIATE: f"{duplication} × {integration}",
        Measure.DUPLICATION: duplication,
        Measure.INTEGRATION: integration,
        Measure.SHARE: headline.number(row["duplication_share"] * 100, 0, "%"),
    }
    if name in said:
        return said[name]
    return headline.number(row[_COUNTS[name]]) if len(example.fronts) else now.say(DuplicationState.NO_RECORD)


_COUNTS = {
    Measure.AGENCIES: "agencies",
    Measure.INITIATIVES: "initiatives",
    Measure.THEMES: measures_of.THEMES,
    Measure.PEOPLE: measures_of.PEOPLE,
}
"""The column of a measure that is a plain count."""


def limits(example: Example) -> Markup:
    """Return where the classes of D and I part, and where these limits come from."""
    now, say = example.now, example.now.say
    fixed, broken = classify.DUPLICATION_BREAKS, classify.BIVARIATE_DUPLICATION_BREAKS
    parts = [prose.line(say("limits_fixed", breaks=_joined(fixed[1:]), bivariate=_joined(broken)))]
    if len(example.fronts):
        d = example.scores["duplication"]
        at = int(classify.class_index(example.scores[["duplication"]].astype(float), fixed).iloc[0]) + 1
        here = say("limits_class", name=example.name, d=exact(d), at=at, classes=len(fixed) + 1)
        parts.append(prose.line(here))
    head = [say(name) for name in ("column_measure", "limits_used", "limits_from", "limits_today")]
    rows = [_limits(now, name) for name in (Measure.BIVARIATE, Measure.INTEGRATION)]
    return _EMPTY.join([*parts, prose.line(say("limits_rule")), prose.table(head, rows)])


def _limits(now: Visit, measure: Measure) -> tuple[str, str, str, str]:
    used = classify.kept_limits(now.register.settings, measure)
    today = classify.integration_limits(now.scores(Level.TAMBON)["integration"], len(used) + 1)
    name = now.say("limits_two" if measure is Measure.BIVARIATE else "limits_one")
    own = _joined(today) if today else now.say("limits_few", n=classify.LIMITS_NEED)
    return name, _joined(used), _origin(now, len(used) + 1), own


def _origin(now: Visit, parts: int) -> str:
    """Say since when the limits are in force, or that they are the usual ones."""
    if f"integration_limits_{parts}" not in now.register.settings:
        return now.say("limits_default")
    batches = cache.batches(now.register.version)
    fixed = batches.loc[batches["source"] == "limits", "applied_at"]
    if fixed.empty:
        return now.say("limits_imported")
    return now.say("limits_set", day=calendar.long(calendar.local(fixed.iloc[0]).date(), now.lang))


def strip(example: Example) -> Markup:
    """Return what becomes of work that names only an amphoe or the province."""
    active = places_known(example.now.evaluation)["active"]
    counts = {"n": f"{active[Place.WIDE]:,}", "total": f"{active.sum():,}"}
    return prose.line(example.now.say("strip_rule")) + prose.line(example.now.say("strip_count", **counts), "formula")


def filters(example: Example) -> Markup:
    """Return what filters change, and what this page counts now."""
    now = example.now
    theme = now.chosen.theme
    counted = (
        now.say("filters_theme", theme=now.register.theme_name(theme, now.lang)) if theme else now.say("filters_none")
    )
    return prose.line(now.say("filters_rule")) + prose.line(counted)


def _joined(limits: "classify.Sequence[float]") -> str:
    return " · ".join(f"{limit:g}" for limit in limits)
