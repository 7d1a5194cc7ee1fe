"""Public pages of what the law gives a candidate in each place."""
