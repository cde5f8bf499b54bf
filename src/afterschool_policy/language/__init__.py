"""The expression language of the rules: text to syntax tree to typed tree, over one table of operators."""
