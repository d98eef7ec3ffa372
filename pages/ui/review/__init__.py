"""What wants a second look, queue by queue. This package writes the page of it."""
