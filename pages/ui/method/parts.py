"""The parts of the method page in order. This module names them by the anchors that links jump to."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from pages.ui.method import duplication, fronts, glossary, integration, likeness, reporting, rules, sources
from pages.ui.method.example import Example

PARTS: Mapping[str, Callable[[Example], Markup]] = {
    "measures": rules.measures,
    "open": fronts.open_work,
    "cell": fronts.cell,
    "tree": fronts.tree,
    "duplication": duplication.duplication,
    "low": duplication.lower,
    "states": duplication.states,
    "components": integration.components,
    "index": integration.index,
    "published": integration.published,
    "limits": rules.limits,
    "strip": rules.strip,
    "filters": rules.filters,
    "likeness": likeness.likeness,
    "glossary": glossary.glossary,
    "sources": sources.shipped,
    "dates": sources.dates,
    "reporting": reporting.reporting,
    "approximate": reporting.approximate,
    "literature": sources.literature,
}
"""What makes each part, by its anchor."""
