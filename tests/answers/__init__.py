"""Plausible wrong answers for every exercise set: what students write, and the points that it earns."""
