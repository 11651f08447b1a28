"""The figures: each kind has one layout, drawn as SVG and described to Plotly for when a reader explores it."""
