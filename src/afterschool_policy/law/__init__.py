"""The checked policy as plain data: immutable, and what a bundle holds."""
