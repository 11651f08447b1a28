"""Reference tables: territories, products, countries, Territoires d'industrie."""
