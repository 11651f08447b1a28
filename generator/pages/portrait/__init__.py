"""The portrait page of a territory."""
