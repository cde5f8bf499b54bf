"""Advice: what is in order as it is written, and is seldom what its author meant."""
