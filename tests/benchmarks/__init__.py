"""The benchmarks measure what they say: the same work, the same answers, and pages in step with the figures."""
