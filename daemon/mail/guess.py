"""Which code unlabelled 8-bit bytes are in, when they are not UTF-8.

Letters of western languages stand alone among ASCII, so Windows-1252 is the answer unless most of the letters are high
bytes. Then the East Asian codes, where high bytes come in pairs that decode strictly, and the Cyrillic ones are weighed
by how many of their commonest characters come out.
"""

import re
from functools import lru_cache

from daemon.mail.wordlists import sections

SAMPLE = 4000  # bytes looked at
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_CODES = ("gb18030", "big5hkscs", "cp949", "cp932", "euc_jp", "cp1251", "koi8_r")
_CYRILLIC = ("cp1251", "koi8_r")


def guessed(data: bytes) -> str:
    """Python's name of the likeliest code of unlabelled bytes that are not UTF-8: "cp1252" unless others are clear."""
    sample = data[:SAMPLE]
    high = sum(map(len, _HIGH_RUN.findall(sample)))
    letters = sum(1 for byte in sample if byte > 0x40)
    if high < 4 or high * 3 < letters:
        return "cp1252"
    scores = {codec: _score(sample, codec) for codec in _CODES}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > (0.6 if best in _CYRILLIC else 0.3) else "cp1252"


def _score(sample: bytes, codec: str) -> float:
    """The share of common characters among those beyond ASCII; 0 when the bytes don't decode."""
    for cut in (0, 1):  # the sample may end within a character
        try:
            text = sample[: len(sample) - cut].decode(codec)
            break
        except UnicodeDecodeError as error:
            if error.end < len(sample) - 1:
                return 0.0
    else:
        return 0.0
    beyond = [char for char in text if char > "\x7f"]
    common = _common(codec)
    share = sum(1 for char in beyond if char in common) / max(len(beyond), 4)
    if (
        codec == "gb18030"
    ):  # short texts hold few of them; then the rows of common characters speak, if nothing else does
        rows = sum(1 for char in beyond if b"\xb0" <= char.encode("gb18030")[:1] <= b"\xd7")
        return max(share, 0.35 * rows / max(len(beyond), 4))
    return share


@lru_cache(maxsize=16)
def _common(codec: str) -> frozenset[str]:
    """The commonest characters beyond ASCII of the languages written in a code."""
    return frozenset("".join(sections("codes")[codec]))
