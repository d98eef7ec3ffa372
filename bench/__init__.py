"""Measurements against named peers, in the same run. Each module runs by itself: ``python -m bench.NAME``."""
