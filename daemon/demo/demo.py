"""The demo: embedded servers, sample mails, the real daemon through the real protocols, then a look at what it did."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from config.load import load
from config.settings import Settings
from daemon.clock import system
from daemon.commands.screen import working
from daemon.demo.mails import Sample, samples
from daemon.demo.servers import PASSWORD, USER, DemoError, Servers
from daemon.demo.setting_up import configuration
from daemon.demo.show import show
from daemon.inbox import Inbox
from daemon.model import current_dir, put_in_force, ready_model
from daemon.store import open_store
from daemon.store.views import progress

PATIENCE = 120.0  # seconds for the daemon to handle a dozen mails


def demo(
    folder: Path, console: Console, talk: Console | None = None, models: Path | None = None, like: Path | None = None
) -> None:
    """Run the whole demo in `folder`; results go to `console`, the steps to `talk`. DemoError when something stands in
    its way.

    A model is taken from the state folder `models`, or trained there, so that only the first demo takes a minute;
    without it everything stays in `folder`. `like` is a configuration whose hours, levels and wording are shown.
    """
    talk = talk or console
    with working(talk, "starting an IMAP and an SMTP server on this machine") as say, Servers(folder) as servers:
        config = folder / "evenhand.toml"
        config.write_text(configuration(folder, servers.imap_port, servers.smtp_port, USER, like), "utf-8")
        os.environ["EVENHAND_DEMO"] = PASSWORD
        settings = load(config)
        _provide_model(settings, folder, models, say)
        mails = samples(system())
        inbox = Inbox(settings.mailboxes[0], os.environ)
        say(f"putting {len(mails)} mails into the mailbox")
        _fill(inbox, mails)
        say("the daemon is at work")
        _run_daemon(config, folder, settings, len(mails))
        say("looking at what it did")
        _save_mailbox(inbox, settings, mails, folder / "mailbox")
        inbox.close()
    store = open_store(settings.store.url)
    with store.read() as tx:
        show(tx, settings, console, system())
    store.close()


def _provide_model(settings: Settings, folder: Path, models: Path | None, say: Callable[[str], None]) -> None:
    """Leave a copy of the model in `folder`, where the daemon looks."""
    ready_model(settings, models or folder, say)
    if models is not None:
        shutil.copytree(current_dir(models), current_dir(folder))
        put_in_force(folder, current_dir(folder).name)


def _fill(inbox: Inbox, mails: list[Sample]) -> None:
    inbox.connect()
    inbox.append("Sent", b"Subject: keeps the folder\r\n\r\n", (), mails[0].at)
    for mail in mails:
        inbox.append("INBOX", mail.raw, (), mail.at)


def _run_daemon(config: Path, folder: Path, settings: Settings, count: int) -> None:
    """Run `evenhand run` until every mail is handled and every letter sent, then stop it in order."""
    command = [sys.executable, "-m", "daemon.main", "run", "--config", str(config)]
    with (folder / "daemon.log").open("wb") as log:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603 - ourselves
        try:
            _await_end(child, settings, count, folder)
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(30)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _await_end(child: subprocess.Popen[bytes], settings: Settings, count: int, folder: Path) -> None:
    store = open_store(settings.store.url)
    tick = threading.Event()
    for _ in range(int(PATIENCE / 0.2)):
        with store.read() as tx:
            numbers = progress(tx)
        if numbers["handled"] >= count and numbers["due"] == 0 and numbers["copying"] == 0:
            store.close()
            return
        if child.poll() is not None:
            break
        tick.wait(0.2)
    last = (folder / "daemon.log").read_text("utf-8", "replace").splitlines()[-3:]
    raise DemoError(
        "\n  ".join(("the daemon did not finish; the last it said (--keep DIR leaves everything to look at):", *last))
    )


def _save_mailbox(inbox: Inbox, settings: Settings, mails: list[Sample], folder: Path) -> None:
    """Leave the mails as they lie in the mailbox, flags and all, as files that `evenhand explain` reads."""
    folder.mkdir(exist_ok=True)
    inbox.open_folder("INBOX", readonly=True)
    lying = sorted(inbox.fetch(inbox.new_uids(0), settings.limits), key=lambda mail: mail.uid)
    for sample, mail in zip(mails, lying, strict=True):  # they were put in one after the other
        flags = f"X-Flags: {' '.join(sorted(mail.flags))}\r\n".encode()
        (folder / f"{mail.uid:04}-{sample.name}.eml").write_bytes(flags + sample.raw)
