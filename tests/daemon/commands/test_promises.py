"""What the commands say of promises: kept, slow times, a calendar that nobody covers, a past replayed."""

import json
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from daemon.clock import system
from daemon.store.tables import promise
from responders.window.because import SLOW_TIMES
from tests.daemon.commands.conftest import Run
from tests.daemon.kit import Desk
from tests.daemon.ledgers import fill


def absences(first: date, last: date, *people: str) -> str:
    listed = ", ".join(f'"{who}"' for who in people)
    away = "".join(f'[[calendar.absent]]\nfrom = {first}\nto = {last}\nwho = "{who}"\n' for who in people)
    return f"[staff]\naddresses = [{listed}]\nnotify = [{listed}]\n{away}"


def test_check_names_the_days_that_nobody_covers_once(evenhand: Run, config: Path) -> None:
    today = system().date()
    monday = today + timedelta(days=14 - today.weekday())
    away = absences(monday, monday + timedelta(days=1), "a@support.example", "b@support.example")
    config.write_text(config.read_text() + away)
    code, out, _ = evenhand("check")
    assert code == 0
    assert out.count("nobody covers") == 1
    assert "nobody covers Monday" in out


def test_check_refuses_a_month_without_working_time_and_names_its_weeks(evenhand: Run, config: Path) -> None:
    today = system().date()
    closed = f"[[calendar.closed]]\nfrom = {today}\nto = {today + timedelta(days=40)}\n"
    config.write_text(config.read_text() + closed)
    code, out, _ = evenhand("check")
    assert code == 78
    assert "no working time in the next 31 days" in out
    assert f"{today.isocalendar().year}-W" in out


def test_the_report_goes_down_the_levels_and_marks_slow_times(desk: Desk, evenhand: Run, tmp_path: Path) -> None:
    fill(desk, kept=20, broken=9)
    with desk.handler.store.write() as tx:
        for name, ids in (("low", range(1, 5)), ("critical", range(5, 9))):
            tx.execute(sa.update(promise).where(promise.c.id.in_(ids)).values(urgency=name))
        slow = f"{SLOW_TIMES}: 9 of the last 12 promises were broken"
        tx.execute(sa.update(promise).where(promise.c.id.in_(range(20, 26))).values(because=slow))
    code, out, _ = evenhand("report")
    assert code == 0
    assert out.index("critical") < out.index("normal") < out.index("low ")
    assert "slow times: 6" in out
    assert "Slow times from" in out
    told = json.loads(evenhand("report", "--json")[1])
    assert [one["promised"] for one in told["slow_times"]] == [6]
    page = tmp_path / "report.html"
    evenhand("report", "--html", str(page))
    assert "6 promises were given while more were broken than chance allows" in page.read_text()


def test_the_store_itself_is_replayed_beside_what_it_really_promised(desk: Desk, evenhand: Run) -> None:
    fill(desk, kept=70, broken=20)
    code, out, _ = evenhand("replay")
    assert code == 0
    assert "90 cases, opened from" in out
    assert "What the store really promised: 70 of 90 promises were kept" in out
    assert "by policy" in out
    told = json.loads(evenhand("replay", "--json")[1])
    assert told["promised"] + told["open"] == 90
