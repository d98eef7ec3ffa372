"""What ``python -m data`` can do, one small module per command. This module is their room."""
