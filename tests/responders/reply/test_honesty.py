"""Whatever is known of a case, no mail says more than that, and none leaves out what it must say."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.load import defaults
from responders.promise import Promise
from responders.reply.compose import Composer
from responders.reply.facts import CaseFacts, Said
from responders.reply.layout import lay_out
from responders.reply.reply import Reply
from responders.reply.sample import NOW, SampleHours
from responders.reply.templates import Templates
from responders.reply.view import Viewer
from responders.wording.claims import Shown, check_shown

SHIPPED = defaults()
TEMPLATES = Templates()
CLOSED = (None, "", "St Andrew's Day")
COMPOSERS = {closed: Composer(SHIPPED, SampleHours(closed), TEMPLATES) for closed in CLOSED}
VIEWERS = {closed: Viewer(SHIPPED, SampleHours(closed)) for closed in CLOSED}
KINDS = ("acknowledge", "chase", "added", "update", "broken", "settled", "merged")
LEVELS = st.sampled_from([*(level.name for level in SHIPPED.urgency), "gone"])
TYPES = st.sampled_from([*(kind.name for kind in SHIPPED.issue_types), "gone"])
MOMENTS = st.integers(-3000, 3000).map(lambda minutes: NOW + timedelta(minutes=minutes))
SUBJECTS = st.sampled_from(["VPN drops", "", "See https://x.example/a", "Re: Drucker in A3 geht nicht", "x" * 300])


def _promise(due: datetime, level: float | None) -> Promise:
    if level is None:
        return Promise(NOW, due, "policy", None, 0, "normal", "network")
    return Promise(NOW, due, "measured", level, 120, "normal", "network")


PROMISES = st.builds(_promise, MOMENTS, st.sampled_from([None, 0.9, 0.8, 0.95]))
FACTS = st.builds(
    CaseFacts,
    now=st.just(NOW),
    ref=st.just("7QK2MR"),
    to=st.just("ana@writers.example"),
    opened_at=MOMENTS.map(lambda at: min(at, NOW)),
    urgency=st.builds(Said, LEVELS, st.booleans()),
    issue_type=st.builds(Said, TYPES, st.booleans()),
    writer=st.sampled_from(["Ana Ruiz", "", "Ruiz, Ana", "Info Desk"]),
    subject=SUBJECTS,
    language=st.sampled_from(["en", "de"]),
    sensitive=st.booleans(),
    danger=st.booleans(),
    promise=st.none() | PROMISES,
    before=st.none() | PROMISES,
    alerted_at=st.none() | MOMENTS.map(lambda at: min(at, NOW)),
    again=st.booleans(),
    answered_by=st.sampled_from(["", "Sam Okoro"]),
    answered_at=st.none() | MOMENTS.map(lambda at: min(at, NOW)),
    out_from=st.none() | MOMENTS,
    out_until=st.none() | MOMENTS,
)


@given(FACTS, st.sampled_from(CLOSED), st.sampled_from(KINDS))
@settings(max_examples=150, deadline=None)
def test_no_combination_of_facts_makes_a_mail_say_what_is_not_known(
    facts: CaseFacts, closed: str | None, method: str
) -> None:
    reply = _written(facts, closed, method)
    view = VIEWERS[closed].case(facts, reply.language)
    rendered = TEMPLATES.render(reply.language, reply.kind, view)
    assert lay_out(rendered.text) == reply.text
    shown = Shown(f"{reply.language}/{reply.kind}.txt", reply.kind, method, view, reply.text)
    assert [str(finding) for finding in check_shown(shown)] == []
    if facts.sensitive:
        assert "VPN" not in reply.subject + reply.text


@given(FACTS, st.sampled_from(KINDS))
@settings(max_examples=40, deadline=None)
def test_the_same_facts_make_the_same_mail(facts: CaseFacts, method: str) -> None:
    assert _written(facts, None, method) == _written(facts, None, method)


def _written(facts: CaseFacts, closed: str | None, method: str) -> Reply:
    reply = getattr(COMPOSERS[closed], method)(facts)
    assert isinstance(reply, Reply)
    return reply


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_two_kinds_of_mail_read_alike(language: str) -> None:
    promise = _promise(NOW + timedelta(hours=5), None)
    facts = CaseFacts(
        NOW,
        "7QK2MR",
        "a@x.example",
        NOW,
        Said("normal", True),
        Said("network", True),
        language=language,
        promise=promise,
    )
    texts = {method: _written(facts, None, method).text for method in KINDS}
    assert len(set(texts.values())) == len(KINDS)
