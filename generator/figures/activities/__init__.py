"""The activities figure: a treemap of the products imported and exported."""
