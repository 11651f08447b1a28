"""A site that follows what is written page by page: the page in view at once, the others when they are asked for.

A whole build takes seconds; one page, one. What a change makes of the search, the site map and the files beside the
portraits, and whether every link leads somewhere, a whole build tells. Pages of older editions stay as first made.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import RLock

from generator.compute import compute
from generator.edition import Edition
from generator.pages.environment import environment
from generator.reference.territories import Territory
from generator.site.assets import copy_assets
from generator.site.build import theme_values, write_site
from generator.site.content import HAND_WRITTEN, rewrite_pages
from generator.site.frozen import Earlier, freeze
from generator.site.mkdocs.run import SITE_CONFIG, MkDocs
from generator.site.redirects import write_edition_addresses, write_redirects
from generator.system.progress import Progress


class Preview:
    """The site in ``root``, made whole once; then ``change`` and ``look`` keep it as it would be built now."""

    def __init__(
        self, editions: Sequence[Edition], pages: frozenset[Territory], folder: Path, progress: Progress
    ) -> None:
        """Builds into ``folder``; ``editions``: those of the site, the oldest first. Raises ``SiteError``."""
        *earlier, newest = editions
        mkdocs = MkDocs(SITE_CONFIG)
        frozen = freeze(Earlier(earlier), pages, folder, mkdocs, progress)
        prepared = compute(newest, pages, progress, frozen.past, mkdocs.get_ready)
        write_site(prepared, folder, mkdocs, progress)
        self.root = folder / "site"
        write_redirects(self.root, prepared.pages)
        write_edition_addresses(self.root, newest.year, flat=False)
        self._docs = folder / "docs"
        self._prepared, self._progress = prepared, progress
        self._stale: set[str] = set()
        self._in_view: str | None = None
        self._lock = RLock()

    def change(self) -> None:
        """Something was written: makes the page in view again, and forgets the others."""
        with self._lock:
            environment.cache_clear()
            copy_assets(HAND_WRITTEN, self.root)
            shutil.copytree(HAND_WRITTEN, self._docs, dirs_exist_ok=True)
            self._stale = {path.relative_to(self._docs).as_posix() for path in self._docs.rglob("*.md")}
            if self._in_view:
                self.look(f"/{self._in_view.removesuffix('.md').removesuffix('index')}")

    def look(self, address: str) -> None:
        """Somebody asks for ``address`` (``/departements/42-loire/``): makes its page again if it is stale."""
        path = address.strip("/")
        pages = [f"{path}.md", f"{path}/index.md".lstrip("/")]
        page = next((page for page in pages if (self._docs / page).is_file()), None)
        if page is None:
            return
        with self._lock:
            self._in_view = page
            if page in self._stale:
                with self._progress.step(page):
                    self._make(page)
                self._stale.remove(page)

    def _make(self, page: str) -> None:
        with tempfile.TemporaryDirectory(prefix="page-", dir=self.root.parent) as work:
            site = MkDocs(SITE_CONFIG)
            rewrite_pages(self._prepared, self._docs, [page], url=site.config.site_url or "")
            values = theme_values(self._prepared, site)
            site.run(self._docs, Path(work), self._prepared.edition.date, values, only=[page])
            made = Path(page).with_suffix("") / "index.html"
            if made.parent.name == "index":
                made = made.parent.parent / "index.html"
            (self.root / made).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(Path(work) / made, self.root / made)
