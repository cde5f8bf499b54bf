"""The work that every engine is given: twelve rules over records of twenty-two facts, as data."""
