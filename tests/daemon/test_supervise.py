"""The running daemon and its signals, on servers that are away."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from config.settings import Limits, Settings
from daemon.handle import Handler
from daemon.supervise import Daemon
from tests.daemon.kit import Desk, Here, box
from tests.servers.tools import free_port, until


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    away = box(smtp_port=free_port())
    return open_desk(replace(away, imap=replace(away.imap, port=free_port())))


def threads() -> list[str]:
    return sorted(thread.name for thread in threading.enumerate() if thread.name.endswith(" desk"))


def run(desk: Desk, story: Callable[[], None], load: Callable[[], Settings]) -> Daemon:
    """Run the daemon, tell the story in a thread, then stop it as systemd does."""

    def build(settings: Settings) -> Handler:
        return Handler(settings, desk.store, Here(Limits()), desk.clock)

    daemon = Daemon(desk.settings, desk.store, build, load, lambda settings: False, desk.clock)

    async def both() -> None:
        running = asyncio.create_task(daemon.run())
        try:
            await asyncio.to_thread(until, lambda: bool(threads()), "the mailbox is watched")
            await asyncio.to_thread(story)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(running, 30)

    asyncio.run(both())
    return daemon


def test_reloads_in_quick_succession_leave_one_watch_of_each_kind(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "evenhand")
    before: list[str] = []
    second_is_sent = threading.Event()

    first_is_heard = threading.Event()

    def load() -> Settings:
        first_is_heard.set()
        second_is_sent.wait(20)
        return desk.settings

    def story() -> None:
        before.extend(threads())
        os.kill(os.getpid(), signal.SIGHUP)
        assert first_is_heard.wait(20)
        os.kill(os.getpid(), signal.SIGHUP)
        second_is_sent.set()
        until(lambda: caplog.text.count("configuration reloaded") == 2, "both are done")
        until(lambda: threads() == before, f"one thread of each kind, not {threads()}")

    run(desk, story, load)
    assert before
    assert threads() == []


@pytest.mark.parametrize("error", [ValueError("a bad value"), RuntimeError("a bug of ours"), LookupError("no secret")])
def test_whatever_is_wrong_with_a_new_configuration_the_old_one_stays(
    desk: Desk, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def load() -> Settings:
        raise error

    def story() -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        until(lambda: "the old configuration stays in force" in caplog.text, "it is said")
        assert threads()

    daemon = run(desk, story, load)
    assert daemon.settings is desk.settings


def test_a_server_that_is_away_ends_nothing_and_a_stop_waits_for_nobody(desk: Desk) -> None:
    daemon = run(desk, lambda: None, lambda: desk.settings)
    assert daemon.fatal is None
    assert threads() == []
