"""From portraits to the published site, its archive and its PDFs."""
