"""Exercise sets: items, keys, marks, and the check that a notebook calls."""
