"""From the portraits to what is read: the site, its archive, its PDFs."""
