"""The pages that the documentation shows of a policy."""
