"""What the page of binoculars is made of, a module for each part."""
