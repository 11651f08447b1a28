"""The pages: Markdown for MkDocs and whole HTML (sheets, embeds, redirects), from Jinja templates."""
