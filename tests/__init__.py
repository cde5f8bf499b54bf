"""Tests: what the library promises, floor by floor."""
