"""What `afterschool_policy.engines` promises."""
