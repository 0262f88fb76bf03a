import pytest

from classifiers.corpus import CorpusError, corpus_hash, parse, starter

LEVELS = {"critical", "high", "normal", "low"}
TYPES = {"access", "hardware", "software", "network", "email", "data"}
TYPES |= {"security", "service", "billing", "request", "question", "other"}


def test_every_mail_carries_labels_of_the_published_meaning() -> None:
    for mail in starter():
        assert mail.urgency in LEVELS
        assert mail.issue_type in TYPES
        assert mail.body.strip()


def test_every_level_and_type_is_well_filled_in_both_languages() -> None:
    for language in ("en", "de"):
        mails = [mail for mail in starter() if mail.language == language]
        for level in LEVELS:
            assert sum(mail.urgency == level for mail in mails) >= 0.12 * len(mails)
        for kind in TYPES:
            assert sum(mail.issue_type == kind for mail in mails) >= 0.03 * len(mails)


def test_the_corpus_is_identified_by_its_content() -> None:
    assert len(corpus_hash()) == 64


def test_a_block_with_a_wrong_label_names_its_file_and_place() -> None:
    with pytest.raises(CorpusError, match="en/shop, mail 1: harm"):
        parse("@@ low other . ghost one no none unsaid -\nSubject: x\n\nhello\n", "en", "shop")
