"""What a run of cases came to, in the formats of other programs."""
