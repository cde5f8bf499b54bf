"""A record of a decision: written, read, masked, described."""
