"""Names behind titles ("Prof. Dr. Ana Ruiz", "Herr von Stein")."""

from daemon.mail.redaction.sentence import Sentence
from daemon.mail.redaction.vocabulary import Vocabulary, frame

NAMES = 3  # words of a name that are taken together
_VERB_ENDS = ("s", "ed", "ing", "t", "en")  # without capitals, what may be a verb behind a name


def titled(sentence: Sentence, at: int, words: Vocabulary) -> int:
    """How many tokens from `at` are titles with the name behind them; 0 when there is no title or no name."""
    end = _titles_end(sentence, at)
    length = name(sentence, end, words) if end > at else 0
    return end + length - at if length else 0


def _titles_end(sentence: Sentence, at: int) -> int:
    titles, careful = frame("titles"), frame("titles only with their point")
    end = at
    while sentence.low(end) in titles:
        point = sentence.low(end + 1) == "."
        if end == at and not point and sentence.low(end) in careful:
            return at
        end += 2 if point else 1
        if sentence.low(end) == "-" and sentence.low(end + 1) in titles:
            end += 1
    return end


def name(sentence: Sentence, at: int, words: Vocabulary) -> int:
    """How many tokens from `at` are a name; without capitals to go by, words that are no common ones."""
    end, found = at, 0
    while end < len(sentence) and found < NAMES:
        if sentence.low(end) in frame("name particles") and found <= 1 and sentence.capital(end + 1):
            end += 1
        elif sentence.capital(end) and len(sentence.low(end)) == 1 and sentence.low(end + 1) == ".":
            end += 2
        elif _may_be_name(sentence, end, found, words):
            end, found = end + 1, found + 1
            if sentence.possessive(end - 1):
                break
        else:
            break
    return end - at if found else 0


def _may_be_name(sentence: Sentence, at: int, found: int, words: Vocabulary) -> bool:
    low = sentence.low(at)
    if sentence.kind(at) != "word" or low in words.common or low in words.weightless:
        return False
    if sentence.shouting:
        return not (found and low.endswith(_VERB_ENDS))
    return sentence.capital(at) or (sentence.all_low and not found)
