"""The figures: each module turns a portrait into one model, drawn twice (SVG at build time, Plotly when wanted)."""
