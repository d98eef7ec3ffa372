"""The parts of the page of people and rights. This module holds them together."""
