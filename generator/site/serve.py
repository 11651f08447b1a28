"""A local preview that follows what is written: pages, templates, style sheets."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.edition import Edition
from generator.errors import SiteError
from generator.pages.render import TEMPLATES, environment
from generator.progress import Progress
from generator.reference.tables import PROJECT
from generator.site import mkdocs
from generator.site.build import write_site
from generator.site.content import HAND_WRITTEN
from generator.site.prepare import chosen, prepare_each
from generator.site.redirects import write_redirects

WATCHED = (HAND_WRITTEN, TEMPLATES, PROJECT / "overrides", PROJECT / mkdocs.SITE_CONFIG)


def serve(editions: Sequence[Edition], port: int, progress: Progress) -> None:
    """Serves the site on this machine until interrupted; customs' files are read once, at the start.

    ``editions``: those of the site, the oldest first.
    """
    *older, prepared = prepare_each(editions, chosen(None), progress)
    with tempfile.TemporaryDirectory(prefix="portraits-serve-") as folder:
        root = Path(folder) / "served"

        def rebuild() -> None:
            environment.cache_clear()
            with tempfile.TemporaryDirectory(prefix="build-", dir=folder) as work:
                try:
                    write_site(prepared, Path(work), mkdocs.SITE_CONFIG, progress, older)
                except SiteError as error:
                    progress.console.print(f"error: {error}", style="red", markup=False)
                    return
                write_redirects(Path(work) / "site", prepared.pages)
                shutil.rmtree(root, ignore_errors=True)
                (Path(work) / "site").rename(root)

        rebuild()
        server = LiveReloadServer(builder=rebuild, host="127.0.0.1", port=port, root=str(root))
        for place in WATCHED:
            server.watch(str(place))
        progress.console.print(f"http://127.0.0.1:{port}/")
        server.serve()  # type: ignore[no-untyped-call]
