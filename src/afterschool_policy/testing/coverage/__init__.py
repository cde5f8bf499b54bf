"""What the cases of a policy reach: its clauses, its rules, and inside a rule each test, row, exception and reading."""
