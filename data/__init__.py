"""What the app knows and how it is kept."""
