"""The only SQL: cases, messages, decisions, promises, outbox, follow-ups, corrections."""

from daemon.store.store import Store, StoreError, open_store

__all__ = ["Store", "StoreError", "open_store"]
