"""What a change does to decisions: those of a log, of cases and of tables, decided again and graded."""
