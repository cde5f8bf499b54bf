"""What `afterschool_policy.values` promises."""
