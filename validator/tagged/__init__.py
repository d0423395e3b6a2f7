"""Tags of inline documents against the page they stand on: in which row and column, how printed, beside what."""
