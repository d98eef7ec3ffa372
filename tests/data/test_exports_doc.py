"""The table of docs/exports.md is what the code declares."""

import re
from pathlib import Path

from data.writers.forms import FORMS
from data.writers.losses import LOSSES, UNREAD

DOC = Path(__file__).parents[2] / "docs" / "exports.md"


def table():
    """The table in Markdown: what every form cannot carry, and what of it our own import passes over."""
    lines = ["| form | cannot carry | our own import passes over |", "|---|---|---|"]
    for name, form in FORMS.items():
        said = [f"**{loss.table}**: {loss.said.english}" for loss in LOSSES[name] if not loss.is_whole]
        whole = [loss.table for loss in LOSSES[name] if loss.is_whole]
        said += [f"no {', '.join(whole)}"] if whole else []
        cells = (
            f"`{name}` {form.name.english}",
            "<br>".join(said) or "nothing",
            ", ".join(UNREAD[name]) or "nothing",
        )
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def test_the_table_of_the_page_is_what_the_code_declares():
    (found,) = re.findall(r"^\| form .*?\n\n", DOC.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found.strip() == table()
