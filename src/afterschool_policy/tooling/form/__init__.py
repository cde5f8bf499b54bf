"""The form of the files that an officer writes: order of keys, indentation, quotes, spaces. What they say stays."""
