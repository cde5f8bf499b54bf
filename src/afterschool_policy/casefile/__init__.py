"""A file that lives while facts arrive: many entities joined by id, and the findings that hold on them now."""
