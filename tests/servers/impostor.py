"""A server that presents a certificate, or none, and notes what it is told; it greets nobody."""

import contextlib
import socket
import ssl
import threading
from pathlib import Path


class Impostor:
    """`certificate` is (certificate, key), None for plain text. What clients say after the handshake is in `heard`."""

    def __init__(self, certificate: tuple[Path, Path] | None) -> None:
        self.heard = b""
        self.connections = 0
        self._context: ssl.SSLContext | None = None
        if certificate is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*certificate)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Impostor":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            client.settimeout(1.0)
            with contextlib.suppress(OSError), client:
                self._hear(client)

    def _hear(self, client: socket.socket) -> None:
        if self._context is None:
            client.sendall(b"* OK come in\r\n")
            told = client.recv(4096)
            # The first bytes of a TLS handshake give nothing away.
            self.heard += b"" if told[:1] == b"\x16" else told
            return
        with self._context.wrap_socket(client, server_side=True) as trusted:
            self.heard += trusted.recv(4096)
