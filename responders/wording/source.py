"""A template's source, before anything is rendered: syntax, names, and the words that stand in it."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from jinja2 import TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment

from responders.wording.tone import Finding, check_text

_ENVIRONMENT = SandboxedEnvironment(autoescape=False)


@lru_cache(maxsize=256)
def check_source(name: str, text: str, names: frozenset[str], known: frozenset[str]) -> tuple[Finding, ...]:
    """`names` is what the template may use, `known` the names of all templates (for what it includes)."""
    return tuple(_findings(name, text, names, known))


def _findings(name: str, text: str, names: frozenset[str], known: frozenset[str]) -> Iterator[Finding]:
    try:
        tree = _ENVIRONMENT.parse(text)
        words = _words(text)
    except TemplateSyntaxError as error:
        yield Finding(name, error.lineno, "", f"can't be read: {error.message}", "mend the tag")
        return
    for unknown in sorted(meta.find_undeclared_variables(tree) - names):
        yield Finding(
            name, _line(text, unknown), unknown, "is no name that a template is given", _did_you_mean(unknown, names)
        )
    for other in meta.find_referenced_templates(tree):
        if other is not None and other not in known:
            yield Finding(name, _line(text, other), other, "is no template", _did_you_mean(other, known))
    yield from check_text(words, name.partition("/")[0], name)


def _words(text: str) -> str:
    """The text with everything blanked out that nobody reads: tags and comments, but not the strings in them."""
    shown = ("data", "string")
    return "".join(
        value if kind in shown else re.sub(r"[^\n]", "\0", value) for _, kind, value in _ENVIRONMENT.lex(text)
    )


def _line(text: str, word: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _did_you_mean(word: str, known: frozenset[str]) -> str:
    close = get_close_matches(word, known, 1)
    return f"did you mean {close[0]}?" if close else "docs/replies.md lists them"
