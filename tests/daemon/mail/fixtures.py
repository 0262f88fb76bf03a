"""Reading the fixture files beside this module: blocks that begin with "@@@ name"."""

from pathlib import Path

HERE = Path(__file__).parent


def blocks(name: str) -> list[tuple[str, str]]:
    """(title, text) of each block of NAME.txt, in order."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    found = []
    for part in text.split("\n@@@ ")[1:]:
        title, _, rest = part.partition("\n")
        found.append((title, rest.rstrip("\n") if not rest.endswith("\n\n") else rest[:-1]))
    return found


def lines(name: str) -> dict[str, list[str]]:
    """The filled lines of each block of NAME.txt by title."""
    return {title: [line for line in text.split("\n") if line] for title, text in blocks(name)}


def mails(name: str) -> list[tuple[str, str, str]]:
    """(name, text, own words) of a file in which each mail is followed by its own words."""
    found = blocks(name)
    return [(title, text, words) for (title, text), (_, words) in zip(found[::2], found[1::2], strict=True)]


def marked_mails(name: str) -> list[tuple[str, str, str]]:
    """(name, text, own words) of a file that marks each line: "+" newly written, "-" wrapped around it."""
    found = []
    for title, text in blocks(name):
        kept = "\n".join(line[1:] for line in text.split("\n") if line.startswith("+"))
        found.append((title, "\n".join(line[1:] for line in text.split("\n")), kept))
    return found
