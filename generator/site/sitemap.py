"""The site map that MkDocs has written, without the pages of earlier editions.

They are cited, not looked for: a search engine would find each portrait a dozen times. And a site of which the earlier
editions were kept from before has the same map as one that made them all.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

_PAGE: Final = re.compile(r"\s*<url>\s*<loc>(?P<address>[^<]*)</loc>.*?</url>", re.DOTALL)
_NAME: Final = "sitemap.xml"


def keep_newest(site: Path, folders: Collection[str]) -> None:
    """Leaves out of ``site``'s map the pages in ``folders`` (``2023/``); the archive has no map."""
    file = site / _NAME
    if not folders or not file.is_file():
        return

    def kept(page: re.Match[str]) -> str:
        return "" if any(f"/{folder}" in page["address"] for folder in folders) else page[0]

    text = _PAGE.sub(kept, file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    packed = gzip.compress(text.encode(), mtime=0)
    (site / f"{_NAME}.gz").write_bytes(packed)
