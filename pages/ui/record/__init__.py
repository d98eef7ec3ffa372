"""The form of one record, taken apart."""
