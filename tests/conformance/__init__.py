"""Whole policies, decided by every engine."""
