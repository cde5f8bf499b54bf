"""The log of decisions, and the replay of a record: the proof that its decision can be made again."""
