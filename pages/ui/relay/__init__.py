"""Parts of the page on batons passed and dropped, and on ruins."""
