"""From authored models to the law, once, with every fault on the way."""
