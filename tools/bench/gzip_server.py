"""A local server that compresses text and lets browsers cache it, as GitHub Pages does."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_TEXT = (".html", ".css", ".js", ".json", ".svg", ".csv", ".xml", ".txt")


@lru_cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        try:
            self._respond()
        except ConnectionError:
            # the browser was closed while a page was being sent
            self.close_connection = True

    def _respond(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file = file / "index.html"
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not file.is_file() or file.suffix not in _TEXT or not accepted:
            super().do_GET()
            return
        body = _compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves ``folder`` on localhost during the ``with`` block; yields the address, without a trailing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
