"""``fetch``: downloads the customs' files of an edition into ``data/raw/``."""
