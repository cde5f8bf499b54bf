"""The command line: arguments in, results out; everything else is done by the library."""

from afterschool_policy.cli.app import app

__all__ = ["app"]
