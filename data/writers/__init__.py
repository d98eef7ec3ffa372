"""Records into files, one small module per format. This module is their room."""
