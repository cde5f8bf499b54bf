"""The tools of whoever edits a policy: schemas, and the state of a clause."""
