"""What is known beforehand: territories, products, countries, Territoires d'industrie."""
