"""What the page of what-if is made of, a module for each part."""
