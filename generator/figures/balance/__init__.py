"""The balance figure: imports and exports by partner country, and their difference."""
