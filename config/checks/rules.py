"""[[judgement.rule]]: a rule must be able to hold, and must then do something."""

from config.problems import Place
from config.settings import Rule
from config.toml_text import quote


def check_rule(rule: Rule, at: Place) -> None:
    if not (rule.any_of or rule.all_of) and not _touched(at, "any_of", "all_of"):
        what = "holds for every mail" if not rule.none_of else "holds for every mail without a few words"
        at.refuse(what, 'write the words it looks for: any_of = ["…"]')
    decides = rule.urgency or rule.issue_type or rule.sensitive is not None
    if not decides and not _touched(at, "urgency", "issue_type", "sensitive"):
        at.refuse("decides nothing", "write urgency, issue_type or sensitive")
    _can_hold(rule, at)


def _can_hold(rule: Rule, at: Place) -> None:
    for key, words in (("any_of", rule.any_of), ("all_of", rule.all_of), ("none_of", rule.none_of)):
        for index, phrase in enumerate(words):
            if not any(c.isalnum() for c in phrase):
                at.into(key).item(index).refuse("holds no letter or digit: no word is like that", "write words")
    for index, phrase in enumerate(rule.all_of):
        for refused in rule.none_of:
            if within(refused, phrase):
                said = f"can never hold: wherever {quote(phrase)} stands, none_of finds {quote(refused)}"
                at.into("all_of").item(index).refuse(said, "remove one of the two")
    if rule.any_of and all(any(within(refused, phrase) for refused in rule.none_of) for phrase in rule.any_of):
        at.into("any_of").refuse("can never hold: none_of finds something in every one of these", "remove it there")


def within(needle: str, phrase: str) -> bool:
    """Whether `needle` is found in every text that holds `phrase`: its words stand there in a row, endings included."""
    wanted, words = needle.casefold().split(), phrase.casefold().split()
    starts = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(all(map(_covers, wanted, words[start:])) for start in starts)


def _covers(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return word.rstrip("*").startswith(wanted[:-1])
    return wanted == word


def _touched(at: Place, *keys: str) -> bool:
    return at.findings.touched(*(at.into(key).key for key in keys))
