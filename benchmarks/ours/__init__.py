"""This library under the same measurement: its policy folder, its facts, and how its answers are read."""
