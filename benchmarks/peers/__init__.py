"""The other engines, each in its own environment; beside each module stands the version that is installed there."""
