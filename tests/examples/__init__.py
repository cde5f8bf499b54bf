"""The examples, each through the whole path."""
