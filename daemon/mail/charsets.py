"""Bytes to text, whatever the label says.

A label is taken as browsers take it (WHATWG Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels):
"iso-8859-1" is read as Windows-1252, "gb2312" as GB 18030, "ks_c_5601-1987" as code page 949. Where the label is
missing, unknown or plainly wrong, the bytes decide: UTF-16 by its zeros, UTF-8 by its strictness, Windows-1252 at
last.
"""

import codecs
import re

from daemon.mail.guess import guessed

_ALIASES = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "8859_1": "cp1252",
    "windows-1252": "cp1252",
    "x-cp1252": "cp1252",
    "cp-1252": "cp1252",
    "win-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "cn-gb": "gb18030",
    "hz-gb-2312": "hz",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "ks_c_5601-1989": "cp949",
    "euc-kr": "cp949",
    "x-windows-949": "cp949",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "csiso2022jp": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "iso8859_8",
    "iso-8859-8-e": "iso8859_8",
    "logical": "iso8859_8",
    "iso-8859-6-e": "iso8859_6",
    "iso-8859-6-i": "iso8859_6",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "mac": "mac_roman",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "utf-8-sig": "utf-8",
    "utf8-mac": "utf-8",
    "cp65001": "utf-8",
    "x-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "ucs-2": "utf-16",
    "unicode": "utf-16",
    "iso-10646-ucs-2": "utf-16",
    "koi8": "koi8_r",
    "koi8-ru": "koi8_u",
    "cp-850": "cp850",
}
# Labels by which a program says that it does not know.
_UNKNOWN = {
    "",
    "unknown",
    "unknown-8bit",
    "x-unknown",
    "default",
    "binary",
    "8bit",
    "7bit",
    "none",
    "null",
    "undefined",
}
_NOT_TEXT = {"hex", "base64", "bz2", "zlib", "zip", "quopri", "uu", "rot13", "idna", "punycode", "raw_unicode_escape"}
_SINGLE_WESTERN = {"cp1252", "cp1254", "iso8859-15", "iso8859-2", "cp1250", "mac-roman"}
_HIGH = re.compile(rb"[\x80-\xff]")
# A capital or sharp s before a typographic mark looks like Syriac or N'Ko, "ä" before two of them like one Chinese character.
_FALSE_UTF8 = re.compile(r"[\u0700-\u07ff]|\A[\x00-\x7f]*[\u2e80-\u9fff][\x00-\x7f]*\Z")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def codec_of(label: str) -> str | None:
    """Python's codec for a charset label; None when it is not known. Never a codec that isn't a charset."""
    name = label.strip(" \t\"'<>;,()").lower()[:60]
    if name.startswith("charset="):
        name = name[8:].strip("\"' ")
    name = name.replace(" ", "")
    if name in _UNKNOWN:
        return None
    for candidate in (
        _ALIASES.get(name, name),
        name.removeprefix("x-"),
        name.replace("windows", "cp").replace("-", ""),
    ):
        try:
            found = codecs.lookup(candidate)
        except (LookupError, ValueError):
            continue
        if found.name not in _NOT_TEXT and getattr(found, "_is_text_encoding", True):
            return str(found.name)
    return None


def decode(data: bytes, label: str = "") -> str:
    """The text of `data`. Total: what can't be read becomes U+FFFD."""
    for bom, wide_codec in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(wide_codec, "replace")
    codec = codec_of(label)
    wide = _without_bom(data, codec)
    if wide:
        return data.decode(wide, "replace")
    if codec is None or codec in _SINGLE_WESTERN:
        return _western(data, codec)
    if codec == "utf-8":
        return _claimed_utf8(data)
    if codec.startswith("utf-16") or codec.startswith("utf-32"):
        return _western(data, None)  # claimed wide, but the bytes are not
    try:
        return data.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return _western(data, None)


def _without_bom(data: bytes, codec: str | None) -> str | None:
    """UTF-16 or UTF-32 without a mark, seen by where its zero bytes stand; None when it is neither."""
    claimed = codec is not None and codec.startswith(("utf-16", "utf-32"))
    sample = data[:2000]
    if len(sample) < 4 or (not claimed and b"\0" not in sample):
        return codec if claimed and codec is not None and len(sample) >= 2 and b"\0" in sample else None
    if claimed and codec is not None and codec.startswith("utf-32"):
        return "utf-32-be" if sample[:2] == b"\0\0" else "utf-32-le"
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if pairs < 4 and not claimed:
        return None
    if odd > pairs * 0.4 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.4 and odd < pairs * 0.1:
        return "utf-16-be"
    if claimed and _HIGH.search(sample):
        return "utf-16-be" if codec in {"utf-16", "utf-16-be"} else "utf-16-le"
    return None


def _western(data: bytes, codec: str | None) -> str:
    """Single-byte labels are the ones put on wrongly: strict UTF-8 with any multi-byte character wins over them.

    But where the characters would be Syriac or N'Ko, or a single Chinese one among ASCII, it was "Spaß…" in Windows-1252.
    Without a label (None) the code is guessed; a label is believed, since short words in capitals look like Cyrillic.
    """
    if not _HIGH.search(data):
        if b"\x1b$" in data or b"\x1b(" in data:
            return data.decode("iso2022_jp_ext", "replace")
        return data.decode("ascii")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return single_byte(data, codec or guessed(data))
    return single_byte(data, codec) if codec and _FALSE_UTF8.search(text) else text


def single_byte(data: bytes, codec: str) -> str:
    """`data` in a single-byte code; the bytes it leaves undefined are read as Latin-1, as browsers do."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return "".join(bytes((b,)).decode(codec, "replace") if b < 0x80 or b > 0x9F else _odd(b, codec) for b in data)


def _odd(byte: int, codec: str) -> str:
    char = bytes((byte,)).decode(codec, "ignore")
    return char or chr(byte)


def _claimed_utf8(data: bytes) -> str:
    """UTF-8 by label: as it is when strict; otherwise Windows-1252 unless most of its high bytes do form
    characters."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return single_byte(data, "cp1252") if bad > good else text
