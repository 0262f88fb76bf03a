"""An event that a thread can wait for together with a socket."""

import socket
import threading


class Bell(threading.Event):
    """A `threading.Event` that is also readable for `selectors` while it is set.

    With an ordinary event a thread that waits for a socket would have to look at the event many times a second.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rope, self._ear = socket.socketpair()
        self._rope.setblocking(False)
        self._ear.setblocking(False)
        self._pull = threading.Lock()

    def fileno(self) -> int:
        """The descriptor to wait for; never read from it."""
        return self._ear.fileno()

    def set(self) -> None:
        with self._pull:
            if not self.is_set():
                super().set()
                self._rope.send(b"\0")

    def clear(self) -> None:
        with self._pull:
            if self.is_set():
                super().clear()
                self._ear.recv(1)

    def close(self) -> None:
        """Give the two descriptors back; nobody may wait for the bell any more."""
        self._rope.close()
        self._ear.close()
