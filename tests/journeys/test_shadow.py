"""Shadow mode does everything but send and mark, and shows what it would have done."""

import pytest

from daemon.store.tables import followup, outbox
from tests.journeys.office import Office

pytestmark = pytest.mark.servers


def test_shadow_mode_sends_and_marks_nothing_but_shows_what_it_would_do(open_office) -> None:  # type: ignore[no-untyped-def]
    office: Office = open_office(mode="shadow")
    office.once()
    office.receives("Server room", body="There is smoke in the server room.\n")
    office.receives("Second screen stays black")
    office.once()
    office.later(days=3)
    assert office.letters() == []
    assert set(map(frozenset, office.place.box.flags().values())) == {frozenset()}
    assert office.place.box.mails("Sent") == []
    shown = office.place.queue()["waiting"]
    assert [one["urgency"] for one in shown] == ["critical", "normal"]
    assert all(one["due"] for one in shown)
    told = office.place.case(shown[0]["ref"])
    letters = [one for one in told["letters"] if one["kind"] == "acknowledgement"]
    assert letters[0]["state"] == "shadow"
    assert "has arrived" in letters[0]["payload"]
    assert {row["state"] for row in office.place.rows(outbox)} == {"shadow"}
    assert office.place.rows(followup) == []


def test_going_live_after_a_shadow_time_answers_none_of_the_mails_of_that_time(open_office) -> None:  # type: ignore[no-untyped-def]
    shadow: Office = open_office(mode="shadow")
    shadow.once()
    shadow.receives("In the shadow")
    shadow.once()
    shadow.__exit__()
    shadow.place.configure(mode="live")
    with Office(shadow.place, shadow.now) as live:
        live.once()
        assert live.letters() == []
        live.receives("Now live", sender="Bo <bo@example.net>")
        live.later(minutes=1)
        assert [one["To"].addresses[0].addr_spec for one in live.letters()] == ["bo@example.net"]
