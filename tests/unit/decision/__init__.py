"""Unit tests of the decision room."""
