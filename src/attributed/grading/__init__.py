"""Grading a class: students' code in a sandbox, marks outside it, and nbgrader's own gradebook at the end."""
