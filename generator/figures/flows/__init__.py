"""The flows figures: products and countries on two sides, a ribbon a flow."""
