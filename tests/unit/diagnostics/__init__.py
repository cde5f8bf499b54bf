"""What `afterschool_policy.diagnostics` promises."""
