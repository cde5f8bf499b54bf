"""Mutants of the library itself: how many of its small faults the tests that are named for a room would see."""
