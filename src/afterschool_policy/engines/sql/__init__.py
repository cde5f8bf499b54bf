"""SQL printed from the typed tree: what a question comes to, said so that a database finds the rows by itself."""
