"""The quarters: imports and exports over the editions side by side."""
