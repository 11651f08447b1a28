"""The pages one explores by: home, lists, maps, products, partner countries, Territoires d'industrie."""
