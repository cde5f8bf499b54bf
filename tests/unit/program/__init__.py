"""What `afterschool_policy.program` promises."""
