"""What an officer edits with: schemas, and what a clause has come to."""
