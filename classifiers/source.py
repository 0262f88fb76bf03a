"""The version of code and word lists, by their content: what was made with others fits no more."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable


def source_hash(*packages: str) -> str:
    """SHA-256 over all code and word lists of some packages and the packages in them."""
    digest = hashlib.sha256()
    for package in packages:
        for name, content in sorted(_below(files(package), package)):
            digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, path)
        elif entry.name.endswith((".py", ".txt")):
            yield path, entry.read_bytes()
