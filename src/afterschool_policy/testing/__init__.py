"""What `afterschool-policy test` runs: cases, histories of case files, coverage, mutants."""
