"""The facts that a policy knows, and the edge where a caller's facts come in."""
