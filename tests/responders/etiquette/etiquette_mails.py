"""Reads the fixtures in `mails/`: compact descriptions of mails, expanded to every alternative.

A block begins with `== name`. `{a|b}` is every alternative. Beside header fields there are `Types:` (content types of all
parts), `No:` (a field that is missing) and `Skip:` (alternatives without From are left out).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from responders.etiquette.evidence import Evidence

FOLDER = Path(__file__).parent / "mails"
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Sample:
    style: str
    headers: tuple[tuple[str, str], ...]
    types: tuple[str, ...]

    def first(self, name: str) -> str:
        return next((value for key, value in self.headers if key.casefold() == name.casefold()), "")

    def evidence(self, return_path: str | None = None) -> Evidence:
        """`return_path` as the server adds it, unless the sample names one."""
        own = self.first("Return-Path")
        people = [split(part) for part in _people(self.first("From"))]
        return Evidence(
            headers=self.headers,
            senders=tuple(address.casefold() for _, address in people if "@" in address),
            sender_names=tuple(name for name, _ in people),
            return_path=own.strip("<>").casefold() if own else return_path,
            recipients=("help@example.com",),
            subject=self.first("Subject"),
            content_types=self.types,
        )


@cache
def load(name: str) -> list[Sample]:
    """All samples of `mails/NAME.txt`."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [sample for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:] for sample in _samples(block)]


def _samples(block: str) -> Iterator[Sample]:
    style, _, rest = block.partition("\n")
    lines = [line for line in rest.splitlines() if line.strip()]
    choices = [_ALTERNATIVES.split(line) for line in lines]
    options = [
        ["".join(parts) for parts in product(*(p.split("|") if i % 2 else [p] for i, p in enumerate(choice)))]
        for choice in choices
    ]
    for chosen in product(*options):
        fields = [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in chosen)]
        special = {name: value for name, value in fields if name in ("Types", "No", "Skip")}
        headers = {
            "Message-ID": "<made.1@example.org>",
            "To": "help@example.com",
            "Date": "Sun, 22 Nov 2026 10:00:00 +0000",
        }
        headers |= {name: value for name, value in fields if name not in special}
        if special.get("No"):
            headers.pop(special["No"])
        if not headers["From"]:
            if "Skip" in special:
                continue
            headers.pop("From")
        if not headers.get("In-Reply-To", "x"):
            headers.pop("In-Reply-To")
        types = tuple(part.strip() for part in special.get("Types", "text/plain").split(", "))
        yield Sample(style.strip(), tuple(headers.items()), types)


def _people(value: str) -> list[str]:
    return [part for part in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)(?=[^<>]*(?:<|$|@))', value) if part.strip()]


def split(value: str) -> tuple[str, str]:
    """(name, address) of one mailbox as mail programs write it."""
    if "<" in value:
        name, _, rest = value.rpartition("<")
        return name.strip().strip('"'), rest.rstrip("> ").strip()
    if "(" in value:
        address, _, rest = value.partition("(")
        return rest.rstrip(") "), address.strip()
    return "", value.strip()
