"""What is left of a decision once it is made: its record, and the proof that it can be made again."""
