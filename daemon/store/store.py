"""The database behind a URL: SQLite by default, PostgreSQL by changing the URL.

SQLite runs in WAL mode with `synchronous=FULL`: a committed plan survives a power cut. Writers take the lock at once
(`BEGIN IMMEDIATE`), so that a reader never turns into a writer that has to give up.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import QueuePool

from daemon.crash import point
from daemon.store.migrate import upgrade

BUSY_SECONDS = 30
KEPT_OPEN = 3  # connections to a SQLite file, of each kind, while nobody uses them
PAGES_KIB = 2000  # of the file, remembered by each connection; the system remembers the rest for all of them


class StoreError(OSError):
    """The store can't be used; the message says what to do."""


class Conflict(ValueError):
    """Somebody else wrote the same thing in the meantime: look again, then decide again."""


class StoreBusy(StoreError):
    """Somebody holds the store's lock for longer than we wait: try again later."""


class Store:
    """Transactions on the store. `read` and `write` may be used from any thread, one connection each."""

    def __init__(self, engine: Engine, relaxed: Engine | None = None) -> None:
        self.engine = engine
        self._writer = engine.execution_options(evenhand_write=True)
        self._relaxed = (relaxed or engine).execution_options(evenhand_write=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; nothing may be written."""
        with _understood(self.engine), self.engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, durable when the block ends without an exception."""
        with _understood(self.engine), self._writer.begin() as connection:
            yield connection
            point("before-commit")
        point("after-commit")

    @contextmanager
    def write_soon(self) -> Iterator[Connection]:
        """One transaction that survives a kill of the process at once, and a power cut when the next `write` is durable.

        For what is done a hundred times a second and whose loss costs a repeat, not a mail: SQLite with
        `synchronous=NORMAL`. Other databases make no difference.
        """
        with _understood(self.engine), self._relaxed.begin() as connection:
            yield connection

    def backup(self, target: Path) -> None:
        """A consistent copy while others write (SQLite's online backup). StoreError for other databases."""
        if self.engine.dialect.name != "sqlite":
            raise StoreError("`evenhand backup` copies SQLite stores; use pg_dump for PostgreSQL")
        descriptor = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.close(descriptor)
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            copy = sqlite3.connect(target)
            try:
                raw.backup(copy)
            finally:
                copy.close()

    def close(self) -> None:
        self._relaxed.dispose()
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open, create or upgrade the store at `url`.

    Raises StoreError when it can't be reached, is not a database, or was written by a newer evenhand.
    """
    parsed = make_url(url)
    relaxed = None
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite(parsed, "FULL")
        relaxed = None if parsed.database in (None, "", ":memory:") else _sqlite(parsed, "NORMAL")
    else:
        engine = sa.create_engine(_with_driver(parsed), pool_pre_ping=True, pool_size=5)
    with _understood(engine):
        upgrade(engine)
    return Store(engine, relaxed)


def _with_driver(url: sa.URL) -> sa.URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _sqlite(url: sa.URL, synchronous: str) -> Engine:
    if url.database and url.database != ":memory:":
        _private_file(Path(url.database))
    # The connection used last is used next: its pages are warm, and those kept for a busy moment hold next to nothing.
    engine = sa.create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=KEPT_OPEN,
        pool_use_lifo=True,
    )

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={synchronous}",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            f"cache_size=-{PAGES_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("evenhand_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _private_file(path: Path) -> None:
    """Create the file for its owner alone; SQLite gives -wal and -shm the same mode."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"{path} can't be opened ({error.strerror}); check the folder's owner and [store] url"
        ) from error


@contextmanager
def _understood(engine: Engine) -> Iterator[None]:
    """Turn the driver's errors into ours, with a remedy."""
    try:
        yield
    except IntegrityError as error:
        raise Conflict(str(error.orig)) from error
    except OperationalError as error:
        text = str(error.orig)
        place = engine.url.render_as_string(hide_password=True)
        if "locked" in text or "busy" in text:
            raise StoreBusy(
                f"{place} is held by another program for over {BUSY_SECONDS} s; trying again later"
            ) from error
        if "full" in text:
            raise StoreError(f"no room left on the disk of {place}; free some, nothing is lost") from error
        raise StoreError(f"{place}: {text}") from error
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and "not a database" in str(error.orig):
            place = engine.url.render_as_string(hide_password=True)
            raise StoreError(f"{place} is not a database of evenhand; move it away or correct [store] url") from error
        raise
