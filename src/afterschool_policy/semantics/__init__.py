"""What rules mean, said once: an edition, a question, the conclusion of a rule, the verdict over all."""
