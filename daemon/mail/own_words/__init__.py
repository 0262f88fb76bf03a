"""The writer's own new words, out of what mail programs wrapped around them.

Kept: what was newly written, with greeting and sign-off, answers between and below quoted lines in their order, and
the body of a bare forward (which is the message). Dropped: quoted history, attributions, header blocks, signatures,
mobile footers, legal disclaimers, banners, ticket markers. Never empty when there were words: what would leave none
isn't dropped.
"""

from daemon.mail.own_words.boilerplate import without_boilerplate
from daemon.mail.own_words.history import dequoted, new_segments, unquoted
from daemon.mail.own_words.signature import is_signature, without_end_rules, without_signature
from daemon.mail.own_words.tidy import has_words, prepare, tidy

LINES = 4000  # lines looked at; more than any person writes


def own_words(text: str) -> str:
    """The new words in a plain text ("> " before quoted lines). Total, linear in the number of lines."""
    lines = prepare(text)[:LINES]
    segments = new_segments(lines)
    for plain in (True, False):  # first without boilerplate, which may be all there is
        found = tidy([line for segment in _unsigned(segments) for line in _own(segment, plain=plain)])
        if has_words(found):
            return found
    for candidate in ([line for segment in segments for line in segment], unquoted(lines)):
        found = tidy(candidate)
        if has_words(found):
            return found
    return tidy(dequoted(lines))


def _unsigned(segments: list[list[str]]) -> list[list[str]]:
    """The stretches without those that are a signature as a whole, below the words of others."""
    first = next((at for at, segment in enumerate(segments) if has_words("\n".join(segment))), 0)
    return [segment for at, segment in enumerate(segments) if at <= first or not is_signature(segment)]


def _own(segment: list[str], *, plain: bool) -> list[str]:
    """A stretch of new lines without signature and (`plain`) boilerplate, with a blank line between stretches."""
    return [*without_end_rules(without_signature(without_boilerplate(segment) if plain else segment)), ""]
