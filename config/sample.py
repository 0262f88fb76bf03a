"""The commented sample that `evenhand init` writes, from the table.

What has to be filled in stands in angle brackets, which loading refuses by name; everything optional is commented out
with "#" right before the key, next to its sentence and default.
"""

import textwrap

from config.describe import default_toml, default_words
from config.load import defaults
from config.settings import IssueType, Level
from config.table import TABLE, Section, Setting

# Keys that stand there uncommented, by section, with the values a newcomer changes.
_ACTIVE: dict[str, dict[str, str]] = {
    "organisation": {"name": '"Support"', "timezone": '"UTC"', "language": '"en"'},
    "mailbox": {"name": '"helpdesk"', "address": '"<helpdesk@your-domain>"', "sent_folder": '"auto"'},
    "mailbox.imap": {
        "host": '"<mail.your-domain>"',
        "user": '"<helpdesk@your-domain>"',
        "password_file": '"mailbox.password"',
    },
    "mailbox.smtp": {
        "host": '"<mail.your-domain>"',
        "user": '"<helpdesk@your-domain>"',
        "password_file": '"mailbox.password"',
    },
    "staff": {"addresses": '["<*@your-domain>"]', "notify": '["<you@your-domain>"]', "chain": '["<lead@your-domain>"]'},
    "calendar": {},
}

_INTRO = """\
# Configuration of evenhand. Edit what stands in <angle brackets>, then run: evenhand check
#
# Everything that begins with # is a comment or a setting left at its default: remove the # before a key to change it.
# Put the mailbox's password into the file that password_file names, readable for the service alone (chmod 600).
# docs/configuration.md says more.
"""
_WIDTH = 100


def sample() -> str:
    """A valid TOML file with placeholders."""
    return _Writer().whole()


class _Writer:
    """Collects the lines; a sentence that stands there already is not repeated."""

    def __init__(self) -> None:
        self._lines = [_INTRO]
        self._said: set[str] = set()

    def whole(self) -> str:
        self._settings(TABLE, "")
        for section in TABLE.sections:
            self._lines += ["", ""]
            self._section(section, section.key)
        return "\n".join(self._lines) + "\n"

    def _section(self, section: Section, path: str) -> None:
        self._comment(section.sentence)
        if section.of is Level:
            self._levels(section)
        elif section.of is IssueType:
            self._types(section)
        else:
            mark = "" if path in _ACTIVE else "#"
            self._lines.append(f"{mark}[[{path}]]" if section.shape == "list" else f"{mark}[{path}]")
            self._settings(section, path)
        for part in section.sections:
            if part.shape != "flat":
                self._lines.append("")
                self._section(part, f"{path}.{part.key}")

    def _settings(self, section: Section, path: str) -> None:
        active = _ACTIVE.get(path, {})
        owners = (section, *(part for part in section.sections if part.shape == "flat"))
        settings = [(owner, setting) for owner in owners for setting in owner.settings]
        for owner, setting in sorted(settings, key=lambda pair: pair[1].key not in active):
            if setting.key in active:
                self._comment(setting.sentence)
                self._lines.append(f"{setting.key} = {active[setting.key]}")
            else:
                self._optional(owner, setting)

    def _optional(self, section: Section, setting: Setting) -> None:
        """The default where it says something, else the example with the default in words."""
        words = default_words(section, setting)
        if words in (default_toml(section, setting), "needed"):
            self._comment(setting.sentence)
            value = setting.example if words == "needed" else words
        else:
            self._comment(f"{setting.sentence} Default: {words}.")
            value = setting.example
        self._lines.append(f"#{setting.key} = {value}")

    def _levels(self, section: Section) -> None:
        for setting in section.settings:
            self._comment(f"{setting.key}: {setting.sentence}")
        for level in defaults().urgency:
            self._lines.append(f"#[urgency.{level.name}]")
            for setting in section.settings:
                self._lines.append(f"#{setting.key} = {setting.kind.show(getattr(level, setting.name))}")

    def _types(self, section: Section) -> None:
        self._comment("The shipped ones, which need no more than a header, and one of your own as an example:")
        self._lines += [f"#[issue_types.{kind.name}]" for kind in defaults().issue_types]
        self._lines.append("#[issue_types.microscopes]")
        self._settings(section, section.key)

    def _comment(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self._lines += textwrap.wrap(f"# {sentence}", _WIDTH, subsequent_indent="# ", break_on_hyphens=False)
