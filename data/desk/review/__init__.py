"""What wants a second look, and how it is settled. This package finds it, weighs it and keeps what was said of it."""
