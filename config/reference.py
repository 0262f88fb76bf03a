"""docs/configuration.md, from the table. To write it anew: python -m config.reference > docs/configuration.md"""

from collections.abc import Iterator

from config.describe import default_toml, default_words
from config.load import defaults
from config.table import TABLE, Section, Setting

_INTRO = """\
# Configuration

One TOML file, by default `/etc/evenhand/evenhand.toml`. `evenhand init` writes a commented one to start from,
`evenhand check` judges it and tells every mistake at once, each with its place and what to write instead.

This page is generated from the table that also checks the file.

- Everything has a default but what is marked *needed*. Without a `[[mailbox]]`, mail can be judged, but none is watched.
- Durations are written `"4h"`, `"90m"`, `"2d"` or `"1h30m"` (`w`, `d` of 24 hours, `h`, `m`, `s`).
- Paths are relative to the configuration file.
- Texts for people may be plain, which counts for the organisation's language, or a table by language: `{ en = "…", de = "…" }`.
- In patterns of addresses, `*` stands for any letters.
- No password stands in the file. It names where the secret is: a file, a systemd credential or an environment variable.
- Editors complete and check the file by a JSON schema: `python -m config.schema > evenhand.schema.json`.
"""


def reference() -> str:
    """The page, as Markdown."""
    return "\n".join((_INTRO, *_file(), *_shipped()))


def _file() -> Iterator[str]:
    yield "## The whole file\n"
    yield from _settings(TABLE)
    for section in TABLE.sections:
        yield from _section(section, section.key, "##")


def _section(section: Section, path: str, heading: str) -> Iterator[str]:
    header = {"list": f"[[{path}]]", "named": f"[{path}.NAME]"}.get(section.shape, f"[{path}]")
    yield f"{heading} `{header}`\n"
    yield section.sentence + (" Needed." if section.needed else "") + "\n"
    if section.settings:
        yield from _settings(section)
        yield "```toml"
        yield header
        yield from (f"{setting.key} = {setting.example}" for setting in _all(section))
        yield "```\n"
    for part in section.sections:
        if part.shape != "flat":
            yield from _section(part, f"{path}.{part.key}", "###")


def _settings(section: Section) -> Iterator[str]:
    yield "| key | what it is for | value | default |"
    yield "|---|---|---|---|"
    for owner in (section, *(part for part in section.sections if part.shape == "flat")):
        for setting in owner.settings:
            words = default_words(owner, setting)
            default = f"`{words}`" if words == default_toml(owner, setting) else words
            cells = (f"`{setting.key}`", setting.sentence, _first_upper(setting.kind.words), default)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _all(section: Section) -> Iterator[Setting]:
    """The settings of an example: of the ways to name a secret, one."""
    yield from section.settings
    for part in section.sections:
        if part.shape == "flat":
            yield from part.settings[:2]


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shipped() -> Iterator[str]:
    shipped = defaults()
    yield "## What is shipped\n"
    yield "Levels of urgency, highest first:\n"
    yield "| level | an answer within | clock | flagged | told at once | what |"
    yield "|---|---|---|---|---|---|"
    for level in shipped.urgency:
        hours = f"{level.reply_within.total_seconds() / 3600:g} h"
        clock = "always" if level.clock == "always" else "working hours"
        cells = (f"`{level.name}`", hours, clock, "yes" if level.flag else "", ", ".join(level.tell), level.what["en"])
        yield "| " + " | ".join(cells) + " |"
    yield "\nIssue types:\n"
    yield "| type | what | asked |"
    yield "|---|---|---|"
    for kind in shipped.issue_types:
        yield f"| `{kind.name}` | {kind.what['en']} | {' '.join(kind.questions['en'])} |"
    yield "\nTo add one of your own, name it beside the shipped ones; a bare header keeps all of a shipped one:\n"
    yield "```toml"
    yield from (f"[issue_types.{kind.name}]" for kind in shipped.issue_types)
    yield '[issue_types.microscopes]\nwhat = "a microscope"\nexamples = ["The stage of the confocal does not move"]'
    yield "```\n"


if __name__ == "__main__":
    print(reference(), end="")
