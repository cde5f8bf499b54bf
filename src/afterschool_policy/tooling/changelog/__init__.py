"""The changes of the law in plain words, for those who read no rules: by document and day."""
