"""Parts of the page on what agencies state to serve and where they work."""
