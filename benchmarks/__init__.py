"""Benchmarks: what a decision costs here, and what the same decision costs in other engines (`make bench`)."""
