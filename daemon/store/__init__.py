"""The only SQL: cases, messages, decisions, promises, outbox, follow-ups, corrections."""

from sqlalchemy.engine import Connection as Transaction

from daemon.store.store import Conflict, Store, StoreError, open_store

__all__ = ["Conflict", "Store", "StoreError", "Transaction", "open_store"]
