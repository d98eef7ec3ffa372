"""What the page of one area is made of, a module for each part."""
