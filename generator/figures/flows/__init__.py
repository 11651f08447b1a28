"""The flows figures: products and countries on two sides, a ribbon for each flow."""
