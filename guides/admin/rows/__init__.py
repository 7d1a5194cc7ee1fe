"""The forms of a draft's rows: a file for each kind of row, around what all of them have in common."""
