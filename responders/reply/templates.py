"""The templates: shipped ones, and an admin's that take their place by name. Rendered in Jinja2's sandbox.

All texts are read when a `Templates` is made; rendering touches no file and gets strings, numbers, flags and lists only.
A template begins with a line "Subject: …"; the rest is the text. A template of the admin's that fails is replaced by the
shipped one for that mail, and the reply says why: a mail must never be lost for a typing error.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateNotFound

from responders.reply.sandbox import Sandbox, counted

MOST = 64 * 1024  # bytes of a template, and characters of what it renders
SUBJECT = "Subject:"

# A line of nothing but tags leaves no line; the comment in place of its end keeps the line numbers of messages right.
_TAGS_ONLY = re.compile(
    r"^[ \t]*((?:\{%[-+]? *(?:if|elif|else|endif|for|endfor|set)\b[^\n]*?%\}[ \t]*)+)\n", re.MULTILINE
)

# What a template may be given; see docs/replies.md.
View = Mapping[str, object]


class TemplateProblem(Exception):
    """A template can't be used: `name` ("en/chase.txt"), `what` is wrong. The remedy is to mend the file."""

    def __init__(self, name: str, what: str, line: int = 0) -> None:
        super().__init__(f"{name}{f':{line}' if line else ''}: {what}")
        self.name = name
        self.what = what
        self.line = line


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str  # as the template left it, not laid out


class Templates:
    """Templates by language and kind, from the package and from an admin's `folder`."""

    def __init__(self, folder: Path | None = None) -> None:
        own, self.unreadable = read_folder(folder) if folder else ({}, ())
        self._shipped = _shipped_environment()
        self._own = _environment({**shipped_texts(), **own}) if own else self._shipped
        self._own_names = frozenset(own)
        self.texts: Mapping[str, str] = {**shipped_texts(), **own}

    def has(self, language: str, kind: str) -> bool:
        return _name(language, kind) in self.texts

    def is_own(self, language: str, kind: str) -> bool:
        """Whether the admin's folder gives this template."""
        return _name(language, kind) in self._own_names

    def is_shipped(self, language: str, kind: str) -> bool:
        return _name(language, kind) in shipped_texts()

    def render(self, language: str, kind: str, view: View) -> Rendered:
        """The mail's subject and text. TemplateProblem when the template can't be used."""
        return _render(self._own, _name(language, kind), view)

    def render_shipped(self, language: str, kind: str, view: View) -> Rendered:
        """The same by the shipped template, untouched by anything in the admin's folder."""
        return _render(self._shipped, _name(language, kind), view)


def _render(environment: Sandbox, name: str, view: View) -> Rendered:
    try:
        template = environment.get_template(name)
        text = "".join(_bounded(template.generate({**view, "range": counted(MOST)}), name))
    except TemplateNotFound as error:
        raise TemplateProblem(name, f"there is no template {error.name}") from error
    except TemplateError as error:
        raise TemplateProblem(name, error.message or "can't be rendered", getattr(error, "lineno", 0) or 0) from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, MemoryError) as error:
        raise TemplateProblem(name, f"{type(error).__name__}: {error}") from error
    return _split(name, text)


def _bounded(pieces: Iterator[str], name: str) -> Iterator[str]:
    used = 0
    for piece in pieces:
        used += len(piece)
        if used > MOST:
            raise TemplateProblem(name, "it renders more than a mail can hold")
        yield piece


def _split(name: str, text: str) -> Rendered:
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith(SUBJECT):
        raise TemplateProblem(name, f'the first line must be "{SUBJECT} …"', 1)
    if not rest.strip():
        raise TemplateProblem(name, "it renders no text")
    return Rendered(first.removeprefix(SUBJECT).strip(), rest)


def _environment(texts: Mapping[str, str]) -> Sandbox:
    # Plain text: nothing is HTML here, so escaping would only spoil "R&D".
    return Sandbox(
        loader=DictLoader({name: _TAGS_ONLY.sub(r"\1{#\n#}", text) for name, text in texts.items()}),
        undefined=StrictUndefined,
        autoescape=False,
        auto_reload=False,
        cache_size=-1,
    )


@lru_cache(maxsize=1)
def _shipped_environment() -> Sandbox:
    """Compiles each shipped template once in a process, when it is first used."""
    return _environment(shipped_texts())


def _name(language: str, kind: str) -> str:
    return f"{language}/{kind}.txt"


@lru_cache(maxsize=1)
def shipped_texts() -> Mapping[str, str]:
    """The package's templates by name ("en/chase.txt")."""
    root = resources.files("config") / "templates"
    return {
        f"{folder.name}/{file.name}": file.read_text(encoding="utf-8")
        for folder in root.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    }


def read_folder(folder: Path) -> tuple[dict[str, str], tuple[TemplateProblem, ...]]:
    """An admin's templates by name, and what could not be read: folders named by language, files ending in .txt."""
    texts: dict[str, str] = {}
    problems: list[TemplateProblem] = []
    try:
        files = sorted(folder.glob("*/*.txt"))
        if not folder.is_dir():
            raise NotADirectoryError("there is no such folder")
    except OSError as error:
        return {}, (TemplateProblem(str(folder), f"can't be read: {error.strerror or error}"),)
    for file in files:
        name = f"{file.parent.name}/{file.name}"
        try:
            if file.stat().st_size > MOST:
                raise ValueError(f"is larger than {MOST // 1024} KB")
            texts[name] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problems.append(TemplateProblem(name, "is not text; save it as UTF-8"))
        except (OSError, ValueError) as error:
            problems.append(TemplateProblem(name, f"can't be read: {error}"))
    return texts, tuple(problems)
