"""The tools of whoever edits a policy: to begin one, its schemas, the state of a clause, and what a change does."""
