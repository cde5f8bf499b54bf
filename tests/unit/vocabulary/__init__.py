"""What `afterschool_policy.vocabulary` promises."""
