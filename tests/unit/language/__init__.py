"""What `afterschool_policy.language` promises."""
