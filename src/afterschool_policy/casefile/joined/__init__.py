"""The Rete network over a case file: the entities are its facts, their references its joins."""
