"""What `afterschool_policy.engines.durable` promises."""
