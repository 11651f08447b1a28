"""Numbers and words as the French write them."""
