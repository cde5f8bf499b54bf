"""One floor at a time, in the order of the package."""
