"""The command line: arguments in, results out; everything else is done by the library."""

from afterschool_policy.cli.app import app, main

__all__ = ["app", "main"]
