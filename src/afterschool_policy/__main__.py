"""The program `afterschool-policy`, run as `python -m afterschool_policy`."""

from afterschool_policy.cli import main

main()
