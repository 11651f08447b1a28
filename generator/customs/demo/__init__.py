"""``demo``: writes a demonstration edition in the customs' own format."""
