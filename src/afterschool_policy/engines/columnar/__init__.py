"""The columnar engine: the tests of a question on many rows at once, by NumPy alone.

A test becomes two planes of bits, true and false; what neither holds is unknown. What their truths mean is looked up,
once for each way in which rows differ, in the one definition.
"""
