"""What `afterschool_policy.authoring` promises."""
