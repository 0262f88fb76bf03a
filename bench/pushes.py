"""Notes when an IMAP server speaks on a connection, from between it and the daemon.

    python bench/pushes.py HOST PORT

Prints the port it listens on, then a line for every burst of bytes from the server that comes after a silence: the clock of
`time.perf_counter` at its first byte. TLS passes through unread: after a silence in IDLE, the first bytes are the push.
A second client in IDLE can't tell: servers wake each connection in its own time (Dovecot up to half a second apart).
"""

import select
import socket
import sys
import threading
import time

SILENCE = 0.015  # seconds without a byte, either way, after which the next from the server begins a burst


def relay(client: socket.socket, server: socket.socket) -> None:
    last = time.perf_counter()
    while True:
        for one in select.select([client, server], [], [])[0]:
            data = one.recv(1 << 16)
            now = time.perf_counter()
            (client if one is server else server).sendall(data)
            if not data:
                client.close()
                server.close()
                return
            if one is server and now - last > SILENCE:
                print(now, flush=True)
            last = now


def main() -> None:
    host, port = sys.argv[1], int(sys.argv[2])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        while True:
            client, _ = listening.accept()
            server = socket.create_connection((host, port))
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=relay, args=(client, server), daemon=True).start()


if __name__ == "__main__":
    main()
