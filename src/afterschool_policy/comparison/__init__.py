"""What lies between two policies: versions of rules that differ, and questions that can be answered otherwise."""
