"""Files into records, one small module per format. This module is their room."""
