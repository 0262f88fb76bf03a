"""How often a machine is answered and a person met with silence, over our own fixtures; and the time a verdict takes.

    .venv/bin/python bench/etiquette.py [--show]

The mails are those of tests/responders/etiquette/mails/, once as evidence and once as whole messages through the parser.
"""

import sys
import time
from email.header import Header
from email.utils import parseaddr
from pathlib import Path
from statistics import median

from config.settings import EtiquetteSettings, Settings
from responders.etiquette import decide
from responders.etiquette.evidence import Evidence, Memory

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "responders" / "etiquette")]

from etiquette_mails import Sample, load  # noqa: E402 - the tests are no installed package: found by the path above

SETS = (
    ("bounces, return path <>", "bounces", "", False),
    ("bounces, no return path", "bounces", None, False),
    ("auto-replies, receipts, reports", "answers", None, False),
    ("lists, newsletters, programs", "machines", None, False),
    ("people", "people", None, True),
)


def _address_field(value: str) -> str:
    name, address = parseaddr(value)
    return value if value.isascii() or not name else f"{Header(name, 'utf-8').encode()} <{address}>"


def message(sample: Sample, return_path: str | None) -> bytes:
    """The sample as it would come from a server; parts of a report are sketched."""
    lines = [] if return_path is None or sample.first("Return-Path") else [f"Return-Path: <{return_path}>"]
    for name, value in sample.headers:
        plain = value.isascii()
        lines.append(
            f"{name}: {value if plain else _address_field(value) if name == 'From' else Header(value, 'utf-8').encode()}"
        )
    lines.append("MIME-Version: 1.0")
    return "\r\n".join([*lines, *_parts(list(sample.types), 0), ""]).encode("utf-8", "replace")


def _parts(types: list[str], depth: int) -> list[str]:
    first = types.pop(0)
    if not first.startswith("multipart/"):
        lines = [f"Content-Type: {first}", ""]
        if first == "message/rfc822":  # what is listed after it is inside of it
            inner = _parts(types, depth + 1) if types else ["Content-Type: text/plain", "", "Hello"]
            return [*lines, "From: x@example.com", "Message-ID: <original@example.com>", *inner]
        if first.endswith("delivery-status"):
            return [
                *lines,
                "Reporting-MTA: dns; mx",
                "",
                "Final-Recipient: rfc822; x@example.com",
                "Action: failed",
                "Status: 5.1.1",
            ]
        return [*lines, "Hello, this is about the printer on floor 2."]
    boundary = f"b{depth}"
    lines = [f'Content-Type: {first}; boundary="{boundary}"', ""]
    while types:
        lines += [f"--{boundary}", *_parts(types, depth + 1)]
    return [*lines, f"--{boundary}--"]


def through_the_parser(sample: Sample, return_path: str | None) -> Evidence:
    from daemon.evidence import evidence_of
    from daemon.mail import read_bytes

    return evidence_of(read_bytes(message(sample, return_path), Settings().limits), Memory(), Settings(), None)


def main() -> None:
    show = "--show" in sys.argv
    settings = EtiquetteSettings()
    readers = (("evidence", Sample.evidence), ("whole messages", through_the_parser))
    for how, reader in readers:
        print(f"\n{how:<34}{'mails':>7}{'styles':>8}{'wrong':>7}{'share':>9}")
        for title, name, path, allowed in SETS:
            samples = load(name)
            wrong = [(s, v) for s in samples if (v := decide(reader(s, path), settings)).allowed is not allowed]
            styles = len({sample.style for sample in samples})
            print(f"{title:<34}{len(samples):>7}{styles:>8}{len(wrong):>7}{len(wrong) / len(samples):>9.2%}")
            for sample, verdict in wrong if show else ():
                print(f"    {sample.style}: {sample.first('From')} | {sample.first('Subject')} | {verdict.sentence}")
    print(f"\nmedian time of a verdict: {_median_time(settings) * 1e6:.0f} µs")


def _median_time(settings: EtiquetteSettings) -> float:
    evidence = [sample.evidence() for _, name, _, _ in SETS[1:] for sample in load(name)]
    taken = []
    for one in evidence:
        started = time.perf_counter()
        decide(one, settings)
        taken.append(time.perf_counter() - started)
    return median(taken)


if __name__ == "__main__":
    main()
