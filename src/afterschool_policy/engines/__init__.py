"""Engines: each computes the atoms of a question in its own way; what they mean is said once, in `semantics`."""
