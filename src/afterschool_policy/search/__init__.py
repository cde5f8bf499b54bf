"""What is looked for over the meaning: what is missing, what to ask, what would bring another outcome."""
