"""Takes a command line; gives it to the command `afterschool-policy`."""

from afterschool_policy.cli import app

app()
