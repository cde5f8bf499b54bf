"""Tools for those who keep a policy: cases, coverage, schemas, pages."""
