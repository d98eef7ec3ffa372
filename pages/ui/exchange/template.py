"""The Excel template to be filled in. This module offers it, with the codes that the register knows now."""

import streamlit as st

from data.writers.template import template_bytes
from pages.ui import cache, prose
from pages.ui.once import once
from pages.ui.visit import Visit

_NAME = "songklong-nakhon-template.xlsx"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(now: Visit) -> None:
    """Say what the template is good for, and give it to be downloaded."""
    version = now.register.version
    prose.show(prose.line(now.say("exchange_template_line"), "quiet"))
    st.download_button(
        now.say("exchange_template"), lambda: _made(version), _NAME, _TYPE, on_click="ignore", key="template"
    )


@once(most=2)
def _made(version: str) -> bytes:
    return template_bytes(cache.records(version))
