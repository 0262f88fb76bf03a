"""Plain statements of matters that a person must read first: law, rights, privacy, press, conduct, crime, threats.

They add to what the model says of *sensitive*; how much is measured on mails held back. A question or a course about such a
matter is none.
"""

from classifiers.features.text import Words
from classifiers.floors.find import first_said
from classifiers.floors.patterns import patterns

# A word or two, as many a subject has, name a matter; they state nothing.
_LEAST_WORDS = 3
KINDS = ("threat", "conduct", "crime", "law", "rights", "privacy", "press")


def delicate(words: Words) -> str:
    """The words of the first such statement; "" when there is none. Languages other than German are read as English."""
    known = patterns(words.language[:2], __name__, KINDS)
    whole = words.source.casefold()
    found = [one for one in known.possible(whole) if one.regex.search(whole)]
    if not found:
        return ""
    for sentence in words.sentences:
        if len(sentence.forms) < _LEAST_WORDS:
            continue
        text = words.told(sentence)
        said = first_said(found, text)
        if said and not known.not_so.search(text):
            return said.strip(" ,.;")
    return ""
