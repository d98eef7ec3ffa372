"""The page of files: what comes in, step by step, and what goes out. This module is a folder of its parts."""
