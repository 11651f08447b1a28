"""Pages to explore by: products, partner countries, Territoires d'industrie; their lists, maps and search index."""
