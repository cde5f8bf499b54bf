"""Why, why not, what next, as structures in both languages, and the writers of their formats."""
