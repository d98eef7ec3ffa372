"""What the page before a new front is made of, a module for each part."""
