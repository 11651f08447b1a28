"""The pages: one Markdown file a portrait, from Jinja templates, and the files beside it."""
