"""Values that the language computes with: truth, exact numbers, units, types, outcomes."""
