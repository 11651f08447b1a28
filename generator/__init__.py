"""Portraits du commerce extérieur: a static site from the customs' open data. ARCHITECTURE.md has the packages."""
