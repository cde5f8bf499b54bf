"""What of a rule, a clause or a question held when: past, now and to come."""
