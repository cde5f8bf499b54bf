"""The policy as one checked, immutable whole, and its edition for a day and a choice of readings."""
