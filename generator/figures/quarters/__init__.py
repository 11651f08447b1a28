"""The quarterly figure: imports and exports of all editions over time."""
