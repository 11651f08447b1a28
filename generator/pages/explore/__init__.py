"""The pages one explores by: products, partner countries, Territoires d'industrie, lists, maps."""
