"""Mails on a disk: .eml files, folders of them, mbox, Maildir, standard input; in input order, one at a time."""

import mailbox as mailboxes
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import click

_FROM = b"From "


def read(paths: Sequence[str], stdin: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Every message as (source, bytes). click.ClickException for a path that isn't there."""
    for name in paths:
        if name == "-":
            yield from _from_bytes("-", stdin.read())
        else:
            yield from _from_path(Path(name))


def count(paths: Sequence[str]) -> int | None:
    """How many messages there are, for a progress bar; None when that can't be told cheaply."""
    files = [path for name in paths if name != "-" for path in _files(Path(name))]
    try:
        return None if "-" in paths or any(_is_mbox(path) for path in files) else len(files)
    except OSError:
        return None


def _from_path(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.exists():
        raise click.ClickException(f"{path} does not exist")
    for file in _files(path):
        try:
            if _is_mbox(file):
                yield from _from_mbox(file)
            else:
                yield str(file), file.read_bytes()
        except OSError as error:
            # It counts as a mail that can't be read, so that the others go on and none is missing from the output.
            click.echo(f"evenhand: {file} can't be read ({error.strerror})", err=True)
            yield str(file), b""


def _files(path: Path) -> list[Path]:
    """A file itself; of a folder all files below it, in name order; of a Maildir those in new and cur."""
    if path.is_file():
        return [path]
    if (path / "cur").is_dir() and (path / "new").is_dir():
        return sorted([*(path / "new").iterdir(), *(path / "cur").iterdir()], key=lambda file: file.name)
    return sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))


def _is_mbox(file: Path) -> bool:
    """An mbox begins with a "From " line; one message saved with such a line is an mbox of one."""
    if file.suffix == ".eml":
        return False
    with file.open("rb") as stream:
        return stream.read(len(_FROM)) == _FROM


def _from_mbox(file: Path) -> Iterator[tuple[str, bytes]]:
    box = mailboxes.mbox(file, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            yield f"{file}#{number}", box.get_bytes(key)
    finally:
        box.close()


def _from_bytes(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    if not raw.startswith(_FROM):
        yield name, raw
        return
    number, message = 0, b""
    for line in raw.splitlines(keepends=True):
        if line.startswith(_FROM) and (not message or message.endswith((b"\n\n", b"\r\n\r\n"))):
            if number:
                yield f"{name}#{number}", message
            number, message = number + 1, b""
        else:
            message += line
    yield f"{name}#{number}", message
