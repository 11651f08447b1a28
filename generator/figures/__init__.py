"""The figures: each folder lays a portrait out once and draws it twice (SVG at build time, Plotly when wanted)."""
