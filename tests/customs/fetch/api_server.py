"""A local server that mimics the API and the files of data.gouv.fr, failures included."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from generator.customs.fetch.catalogue import INDUSTRY_DATASET, TRADE_DATASET

LAST_MODIFIED = "Tue, 11 Mar 2025 08:00:00 GMT"


@dataclass
class Reply:
    """``cut``: the number of bytes sent before the connection is closed."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    delay: float = 0
    chunked: bool = False


class ApiServer:
    """Replies by path, each used once, in order; the last one is repeated."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.routes: dict[str, list[Reply]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.resources: dict[str, list[dict[str, Any]]] = {TRADE_DATASET: [], INDUSTRY_DATASET: []}

    @property
    def api(self) -> str:
        return f"{self.url}/api/1"

    def offer(self, dataset: str, title: str, name: str, *replies: Reply, **fields: object) -> str:
        """Lists a resource, with its size and checksum unless ``fields`` override them; returns its address."""
        path = f"/resources/{name}"
        self.routes[path] = list(replies)
        body = replies[-1].body
        entry = {
            "title": title,
            "url": self.url + path,
            "format": name.rpartition(".")[2],
            "filesize": len(body),
            "checksum": {"type": "sha1", "value": hashlib.sha1(body, usedforsecurity=False).hexdigest()},
            "last_modified": "2025-03-11T08:00:00+00:00",
        }
        self.resources[dataset].append(entry | fields)
        return self.url + path

    def reply(self, path: str) -> Reply | None:
        dataset = path.removeprefix("/api/1/datasets/").rstrip("/")
        if path not in self.routes and dataset in self.resources:
            body = json.dumps({"id": dataset, "resources": self.resources[dataset]}).encode()
            return Reply(body, headers={"Content-Type": "application/json"})
        replies = self.routes.get(path)
        if not replies:
            return None
        return replies.pop(0) if len(replies) > 1 else replies[0]

    def requests_for(self, name: str) -> list[dict[str, str]]:
        """The headers of each request for a resource."""
        return [headers for path, headers in self.requests if path.endswith(name)]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    api: ApiServer

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.api.requests.append((self.path, headers))
        reply = self.api.reply(self.path) or Reply(b"not here", 404)
        time.sleep(reply.delay)
        self.close_connection = True
        try:
            self._send(reply)
        except (BrokenPipeError, ConnectionResetError):
            return  # the client closed the connection

    def _send(self, reply: Reply) -> None:
        body = reply.body
        self.send_response(reply.status)
        for name, value in {"Last-Modified": LAST_MODIFIED, **reply.headers}.items():
            self.send_header(name, value)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        sent = body if reply.cut is None else body[: reply.cut]
        self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(sent), sent) if reply.chunked else sent)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Logs nothing."""


@contextmanager
def serving() -> Iterator[ApiServer]:
    """A server in its own thread."""

    class Handler(_Handler):
        """One class per server: the standard library creates a handler for each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.api = ApiServer(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Handler.api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
