"""Numbered migrations (Alembic), from the first release on; a database newer than the program is refused.

Alembic is imported only when there is something to migrate: a start with a current schema costs one query.
"""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

HEAD = "0002"  # the newest file in versions/; a test holds this


class StoreTooNew(OSError):
    """The store was written by a newer evenhand: install that one, or restore a backup."""


def upgrade(engine: Engine) -> None:
    """Bring the schema to HEAD. Raises StoreTooNew; a failed step leaves the schema as it was."""
    current = version(engine)
    if current == HEAD:
        return
    if current is not None and current not in known_versions():
        raise StoreTooNew(
            f"the store has schema {current}, this evenhand knows up to {HEAD}: install the newer evenhand again, "
            "or restore the backup made before the upgrade"
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    writer = engine.execution_options(evenhand_write=True)
    with writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def version(engine: Engine) -> str | None:
    """The schema's number, None for an empty database."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def known_versions() -> frozenset[str]:
    """The numbers of all migrations of this program."""
    folder = Path(__file__).parent / "migrations" / "versions"
    return frozenset(path.name.split("_")[0] for path in folder.glob("[0-9]*.py"))
