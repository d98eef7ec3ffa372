"""What changed, by whom, and how to take it back. This package writes the page of it."""
