"""Quotations: where they stand, who says them, and by which words they are reported."""
