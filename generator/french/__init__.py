"""Numbers and words as the French write them, and the settings of all templates."""
