"""Whole tables of cases: a row a case, a column a fact, decided together and told row by row as `decide` tells it."""
