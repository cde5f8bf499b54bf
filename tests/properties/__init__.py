"""Laws that hold for all expressions, rules and facts, tried on random ones."""
