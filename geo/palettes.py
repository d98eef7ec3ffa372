"""Colours and what they stand for. This module is the one place where a colour of the map is chosen."""

BIVARIATE: tuple[tuple[str, ...], ...] = (
    ("#4788bd", "#3f3fa8", "#30202c"),
    ("#93d0f5", "#a7a8a1", "#7f330d"),
    ("#f7f7f2", "#ffc15a", "#d05f00"),
)
"""Rows: integration high to low; columns: duplication low to high.

The smallest colour difference between two cells (CAM02-UCS) is 22 for normal sight and the three kinds of colour
blindness, 20 at the map's opacity of 0.92 and 16 at 0.7 over the sea.
"""

INSUFFICIENT: tuple[str, ...] = ("#e6e3dc", "#c9c4b9", "#a39c8f")
"""Duplication low to high where the integration index is not published: the same classes on greys."""

DUPLICATION: tuple[str, ...] = ("#fdf6ec", "#fde3b5", "#ffc15a", "#f19a2e", "#d05f00", "#7f330d")
INTEGRATION: tuple[str, ...] = ("#eaf4fb", "#c3e2f7", "#93d0f5", "#4788bd", "#254f7a")
COUNT: tuple[str, ...] = ("#eeeaf4", "#cfc5e0", "#a898c4", "#7b66a3", "#4b3a73")

STANCE: dict[str, str] = {"joint": "#2b5a49", "undeclared": "#4f8f78", "declared": "#c4dbd2", "silent": "#eaf1ee"}
"""Stated coverage against open work: both, work alone, statement alone, a statement that does not say on what.

Each is worn with a slant of its own, so that no two differ by colour alone.
"""

PEOPLE: tuple[str, ...] = ("#eaf1ee", "#c4dbd2", "#8fbba9", "#4f8f78", "#2b5a49")

NO_RECORD = "#f1efe9"
HATCH = "#9aa3ab"
FILTERED_OUT = "#e2e6e8"
"""Fill of areas that the reader has filtered away; drawn without hatch, so that it is no statement about work."""

SEA = "#e9eef1"
INK = "#20262e"
AREA_LINE = "#ffffff"
PARENT_LINE = "#7b858e"
COVERAGE_LINE = "#2f5f8f"
"""The Streamlit theme's primary colour: the selected agency's own."""
