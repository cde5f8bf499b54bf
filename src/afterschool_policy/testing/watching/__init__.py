"""What `watch` does: at each save a check, and the cases that it can have changed, again."""
