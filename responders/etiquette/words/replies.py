"""What mail programs put before the subject of an answered or forwarded mail (Re: and its kin), and tags before it."""

import re

from responders.etiquette.text import fold

_PREFIXES = """
re r ref res resp aw antw antwort sv vs svar odp odpowiedz ynt yan yanit rif ris rsp ha va bls balas atb ats atsakymas na
tl rv ve vl vb vá wg fw fwd fyi enc i tr pd doorst fs fwsd továbbítás tov trs továbbítva vidarebefordrat videresendt
bct trả_lời chuyển_tiếp εσ απ σχετ πρθ отв ответ нa на пересл fwd_re re_fwd
回复 答复 回覆 转发 轉寄 轉發 返信 転送 回信 회신 답장 전달 השב תגובה הועבר رد إعادة_توجيه ตอบ ส่งต่อ
"""
_WORDS = "|".join(sorted((re.escape(fold(word)) for word in _PREFIXES.split()), key=len, reverse=True))
# "Re:", "RE[2]:", "AW (3):", "Re^2:", "Re*:", "SV :" — outside ASCII the colon may be wide (folded before)
_REPLY = re.compile(rf"^(?:{_WORDS})\s*(?:[\[(]\d{{1,3}}[\])]|\^\d{{1,3}}|\*\d{{0,3}})?\s*:", re.ASCII)
_TRAILING = re.compile(r"\s(?:re|aw|fw|fwd|wg|sv|vs|tr|rv|antw)$")
_TAG = re.compile(
    r"^(?:\[[^\[\]]{1,60}\]|\{[^{}]{1,30}\}|\*{2,}[^*]{1,40}\*{2,}|(?:external|extern|spam|ext) ?[:!])\s*"
)


def untagged(folded: str) -> tuple[str, tuple[str, ...]]:
    """A folded subject without leading tags such as "[EXTERNAL]" or "***SPAM***", and the tags."""
    tags: list[str] = []
    while len(tags) < 5 and (found := _TAG.match(folded)):
        tags.append(found[0].strip())
        folded = folded[found.end() :]
    return folded, tuple(tags)


def is_reply(folded: str) -> bool:
    """Whether an untagged folded subject begins as a person's answer or forward does."""
    return _REPLY.match(folded) is not None


def without_trailing(folded: str) -> str:
    """ "out of office re" (before the colon) -> "out of office"."""
    return _TRAILING.sub("", folded)
