"""Runs an application on the loopback until Ctrl+C, or until it ends itself."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from csprog.desk.guard import LOOPBACK, Application


class Server:
    """A server on the loopback, which closes without waiting for connections.

    `fault` is what an application could not answer: a fault of csprog, which whoever runs the server raises at its end.
    """

    def __init__(self, port: int) -> None:
        """Listen on `port` of the loopback, on any free port for 0.

        Raises:
            OSError: the port is not free.
        """
        self.fault: BaseException | None = None
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Elsewhere this frees a port that was in use a moment ago; on Windows it would let two programs share one.
        if sys.platform != "win32":
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
        except OSError:
            self._socket.close()
            raise
        self._server: uvicorn.Server | None = None

    @property
    def port(self) -> int:
        """The port on which it listens."""
        port: int = self._socket.getsockname()[1]
        return port

    @property
    def address(self) -> str:
        """The address of its root."""
        return f"http://{LOOPBACK}:{self.port}/"

    def run(self, app: Application, on_start: Callable[[], None]) -> None:
        """Serve `app` until Ctrl+C or `end`; `on_start` is called when it can be reached.

        Raises:
            BaseException: the `fault`, if there was one.
        """
        self._socket.listen(100)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            http="h11",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        on_start()  # the socket listens: who asks now waits for the answer
        with suppress(KeyboardInterrupt):
            self._server.run(sockets=[self._socket])
        self._socket.close()
        if self.fault is not None:
            raise self.fault

    def end(self) -> None:
        """End the server after what it answers just now."""
        if self._server is not None:
            self._server.should_exit = True
