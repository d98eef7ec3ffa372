"""Parts of the page on work that repeats, pair by pair."""
