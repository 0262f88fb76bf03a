"""References and Message-IDs follow from the mail: planned twice, they are the same."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from daemon.refs import message_id, references
from responders.etiquette.outgoing import message_ids


@given(st.text())
def test_a_reference_is_short_readable_and_the_same_each_time(content: str) -> None:
    some = list(islice(references(content), 5))
    assert some == list(islice(references(content), 5))
    assert len(set(some)) == 5
    assert all(len(ref) == 6 and ref == ref.upper() and not set(ref) & set("01OIL") for ref in some)


@given(st.text(), st.text(min_size=1))
def test_a_message_id_is_valid_the_same_each_time_and_the_recipients_own(what: str, recipient: str) -> None:
    made = message_id("acknowledgement", what, recipient, "support.example")
    assert made == message_id("acknowledgement", what, recipient.casefold(), "support.example")
    assert message_ids([made]) == [made]
    assert made != message_id("chase", what, recipient, "support.example")
    assert made != message_id("acknowledgement", what, recipient + "x", "support.example")
