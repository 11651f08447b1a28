"""More or less dependent than before: a small line a measure, a point an edition."""
