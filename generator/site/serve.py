"""A local preview that follows what is written: pages, templates, style sheets."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from generator.compute import territories_of
from generator.edition import Edition
from generator.errors import SiteError
from generator.pages.environment import TEMPLATES
from generator.reference.tables import PROJECT
from generator.site.content import HAND_WRITTEN
from generator.site.mkdocs.run import SITE_CONFIG
from generator.site.preview import Preview
from generator.system.folders import working_folder
from generator.system.progress import Progress

WATCHED = (HAND_WRITTEN, TEMPLATES, PROJECT / "overrides", PROJECT / SITE_CONFIG)
_POLLING = 0.2
"""Seconds between two looks at what is watched."""


class _Server(LiveReloadServer):
    """Tells the preview what is looked at before it is served."""

    def __init__(self, preview: Preview, builder: Callable[[], None], port: int) -> None:
        super().__init__(
            builder=builder, host="127.0.0.1", port=port, root=str(preview.root), polling_interval=_POLLING
        )
        self._preview = preview

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].endswith("/"):
            self._preview.look(environ["PATH_INFO"])
        return super().serve_request(environ, start_response)


def serve(editions: Sequence[Edition], port: int, progress: Progress) -> None:
    """Serves the site on this machine until interrupted; customs' files are read once, at the start.

    ``editions``: those of the site, the oldest first. Raises ``SiteError`` at once when the port cannot be had.
    """
    _check_port(port)
    with working_folder(Path(tempfile.gettempdir()), "portraits-serve") as folder:
        preview = Preview(editions, territories_of(None), folder, progress)

        def follow() -> None:
            try:
                preview.change()
            except SiteError as error:
                progress.console.print(f"error: {error}", style="red", markup=False)

        server = _Server(preview, follow, port)
        for place in WATCHED:
            server.watch(str(place))
        progress.console.print(f"http://127.0.0.1:{port}/")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()  # its thread would keep the process alive


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SiteError(f"port {port}: {error.strerror or error}; name another with --port") from error
