"""``pdf``: prints the portraits of a built site."""
