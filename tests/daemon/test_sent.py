"""What a mail in the Sent folder means."""

import pytest

from config.settings import Limits
from daemon.mail import read_bytes
from daemon.plan import CaseFacts
from daemon.sent import plan_of_sent
from tests.daemon.kit import NOW, Desk, mail

ANA = "ana.ruiz@example.net"
DESK = "Sam Field <desk@support.example>"


@pytest.fixture
def case(desk: Desk) -> CaseFacts:
    from daemon.store import cases

    desk.arrive(mail())
    with desk.store.read() as tx:
        return cases.load(tx, [1], NOW)[1]


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"To": ANA}, True),
        ({"To": "Ana <ANA.RUIZ@Example.net>"}, True),
        ({"To": "somebody@example.org", "Cc": ANA}, True),
        ({"To": ANA, "Auto-Submitted": "no"}, True),
        ({"To": ANA, "Auto-Submitted": "auto-replied (vacation)"}, False),
        ({"To": ANA, "X-Evenhand-Loop": "1"}, False),
        ({"To": "supplier@example.org"}, False),
        ({"To": ""}, False),
    ],
)
def test_an_answer_is_what_a_person_sent_to_the_writer(case: CaseFacts, headers: dict[str, str], answer: bool) -> None:
    sent = read_bytes(mail("Re: it", sender=DESK, headers=headers), Limits())
    assert (plan_of_sent(sent, case, NOW).answered is not None) is answer


def test_what_belongs_to_no_case_is_only_noted() -> None:
    made = plan_of_sent(read_bytes(mail("Lunch?", to=ANA, sender=DESK), Limits()), None, NOW)
    assert (made.answered, made.case_id, made.outgoing) == (None, None, ())
