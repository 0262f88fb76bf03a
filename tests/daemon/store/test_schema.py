"""The store as a file: made, upgraded, refused, private, readable while it is written."""

import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from daemon.store import StoreError, migrate, open_store
from daemon.store.migrate import HEAD, StoreTooNew, known_versions, version
from daemon.store.notes import get_note, set_note
from daemon.store.tables import metadata
from tests.daemon.kit import NOW, Desk


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def shape(path: Path) -> dict[str, Any]:
    """Columns, keys and indexes of every table, as the database itself tells them."""
    engine = sa.create_engine(url(path))
    look = sa.inspect(engine)
    found = {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)],
            "key": look.get_pk_constraint(table)["constrained_columns"],
            "unique": sorted(tuple(u["column_names"]) for u in look.get_unique_constraints(table)),
            "foreign": sorted(
                (tuple(f["constrained_columns"]), f["referred_table"]) for f in look.get_foreign_keys(table)
            ),
            "indexes": sorted((i["name"], tuple(i["column_names"])) for i in look.get_indexes(table)),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }
    engine.dispose()
    return found


def test_an_upgraded_store_has_exactly_the_tables_of_a_fresh_one(tmp_path: Path) -> None:
    open_store(url(tmp_path / "upgraded.db")).close()
    fresh = sa.create_engine(url(tmp_path / "fresh.db"))
    metadata.create_all(fresh)
    fresh.dispose()
    assert shape(tmp_path / "upgraded.db") == shape(tmp_path / "fresh.db")


def test_alembic_sees_nothing_that_a_migration_forgot(tmp_path: Path) -> None:
    store = open_store(url(tmp_path / "evenhand.db"))
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.close()


def test_the_newest_migration_is_the_one_the_program_asks_for(tmp_path: Path) -> None:
    assert max(known_versions()) == HEAD
    store = open_store(url(tmp_path / "evenhand.db"))
    assert version(store.engine) == HEAD
    store.close()


def test_a_store_of_a_newer_evenhand_is_refused_with_a_sentence_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "evenhand.db"
    open_store(url(path)).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="install the newer evenhand again"):
        open_store(url(path))
    assert path.read_bytes() == before


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "evenhand.db"
    store = open_store(url(path))
    with store.write() as tx:
        set_note(tx, "model", "one", NOW)
        set_note(tx, "model", "two", NOW)
    store.close()
    again = open_store(url(path))
    with again.read() as tx:
        assert get_note(tx, "model") == ("two", NOW)
        assert get_note(tx, "nothing") is None
    again.close()


def test_the_file_and_what_lies_beside_it_belong_to_the_service_alone(desk: Desk) -> None:
    desk.put("ana@example.net")
    for file in desk.path.parent.glob("evenhand.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_file_that_is_no_store_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear desk, " * 1000)
    with pytest.raises(StoreError, match="is not a database of evenhand"):
        open_store(url(path))
    assert path.read_text().startswith("Dear desk")


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"check the folder's owner and \[store\] url"):
        open_store(url(tmp_path / "file" / "evenhand.db"))


def test_what_fails_in_the_middle_of_a_transaction_leaves_nothing(desk: Desk) -> None:
    def fail_halfway() -> None:
        with desk.store.write() as tx:
            set_note(tx, "half", "done", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert desk.rows("note", "key") == []


@pytest.mark.parametrize("write", ["write", "write_soon"])
def test_looking_is_possible_while_somebody_writes(desk: Desk, write: str) -> None:
    with getattr(desk.store, write)() as tx:
        set_note(tx, "under way", "yes", NOW)
        assert desk.rows("note", "key") == []
    assert len(desk.rows("note", "key")) == 1


def test_writers_in_many_threads_wait_for_each_other(desk: Desk) -> None:
    def write(name: str) -> None:
        for number in range(10):
            with desk.store.write() as tx:
                set_note(tx, f"{name}{number}", "x", NOW)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.rows("note", "key")) == 40


def test_a_backup_is_a_whole_store_that_only_its_owner_reads(desk: Desk, tmp_path: Path) -> None:
    sent = desk.put("ana@example.net")
    desk.store.backup(tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    copy = open_store(url(tmp_path / "copy.db"))
    with copy.read() as tx:
        ids = tx.execute(sa.select(metadata.tables["outbox"].c.message_id)).scalars().all()
    copy.close()
    assert ids == [sent]


def test_moments_come_back_as_they_went_in(open_desk: Callable[..., Desk]) -> None:
    from datetime import timedelta, timezone

    desk = open_desk()
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    with desk.store.write() as tx:
        set_note(tx, "when", "x", tokyo)
    (row,) = desk.rows("note", "key")
    assert row["at"] == NOW
    assert row["at"].tzinfo is not None


@pytest.mark.parametrize("earlier", sorted(known_versions() - {HEAD}))
def test_a_store_of_an_earlier_schema_is_upgraded_when_it_is_opened_and_keeps_what_is_there(
    tmp_path: Path, earlier: str
) -> None:
    path = tmp_path / "evenhand.db"
    engine = sa.create_engine(url(path))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, earlier)
        connection.execute(
            sa.text("INSERT INTO note (key, value, at) VALUES ('started', 'yes', '2026-11-24 10:00:00.000000')")
        )
    engine.dispose()
    store = open_store(url(path))
    with store.read() as tx:
        assert get_note(tx, "started") == ("yes", NOW)
    assert version(store.engine) == HEAD
    store.close()
    fresh = sa.create_engine(url(tmp_path / "fresh.db"))
    metadata.create_all(fresh)
    fresh.dispose()
    assert shape(path) == shape(tmp_path / "fresh.db")


def test_a_backup_made_while_letters_are_written_is_whole(desk: Desk, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            desk.put("ana@example.net")

    busy = threading.Thread(target=write)
    busy.start()
    try:
        for number in range(5):
            desk.store.backup(tmp_path / f"{number}.db")
    finally:
        stop.set()
        busy.join()
    for number in range(5):
        with sqlite3.connect(tmp_path / f"{number}.db") as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        copy.close()
