"""Errors of the core. This module is where every refusal of geo is named."""


class GeoError(ValueError):
    """An argument that cannot be; the message says what was seen and what is allowed."""
