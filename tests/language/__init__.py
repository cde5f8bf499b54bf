"""What authors write: bad policies with their exact diagnostics, good expressions with their meaning."""
