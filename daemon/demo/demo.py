"""The demo: embedded servers, sample mails, the real daemon through the real protocols, then a look at what it did."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from rich.console import Console

from config.load import load
from config.settings import Settings
from daemon.clock import system
from daemon.demo.mails import Sample, samples
from daemon.demo.servers import PASSWORD, USER, DemoError, Servers
from daemon.demo.show import show
from daemon.inbox import Inbox
from daemon.model import ready_model
from daemon.store import open_store
from daemon.store.views import progress

PATIENCE = 120.0  # seconds for the daemon to handle a dozen mails

CONFIGURATION = """\
[organisation]
name = "Example University IT Desk"
timezone = "Europe/London"
language = "en"
emergency = "999, or extension 2222 on campus"

[store]
url = "sqlite:///{folder}/evenhand.db"

[[mailbox]]
name = "support"
address = "support@example.org"
sent_folder = "Sent"
start = "all"   # a real installation begins with "new": nothing old is answered
imap = {{ host = "127.0.0.1", port = {imap}, security = "plain", user = "{user}", password_env = "EVENHAND_DEMO" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "plain" }}

[staff]
addresses = ["*@staff.example.org"]
notify = ["team@staff.example.org"]
chain = ["lead@staff.example.org"]

[calendar]
hours = {{ mon = ["09:00-17:30"], tue = ["09:00-17:30"], wed = ["09:00-17:30"], thu = ["09:00-17:30"], fri = ["09:00-16:00"] }}
holidays = "GB-ENG"
"""


def demo(folder: Path, console: Console) -> None:
    """Run the whole demo in `folder`. DemoError when something stands in its way."""
    with Servers(folder) as servers:
        config = folder / "evenhand.toml"
        config.write_text(
            CONFIGURATION.format(folder=folder, imap=servers.imap_port, smtp=servers.smtp_port, user=USER), "utf-8"
        )
        os.environ["EVENHAND_DEMO"] = PASSWORD
        settings = load(config)
        with console.status("learning from the starter corpus (only the first time)"):
            ready_model(settings, folder, lambda said: None)
        mails = samples(system())
        inbox = Inbox(settings.mailboxes[0], os.environ)
        with console.status(f"putting {len(mails)} mails into the mailbox"):
            _fill(inbox, mails)
        with console.status("the daemon is at work"):
            _run_daemon(config, folder, settings, len(mails))
        store = open_store(settings.store.url)
        with store.read() as tx:
            show(tx, settings, console)
        store.close()
        _save_mailbox(inbox, settings, folder / "mailbox")
        inbox.close()


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
    raise DemoError(f"the daemon did not finish; {folder / 'daemon.log'} says why (use --keep DIR to look at it)")


def _save_mailbox(inbox: Inbox, settings: Settings, folder: Path) -> None:
    """Leave the heads and texts as they lie in the mailbox, flags and all, as files to look at."""
    folder.mkdir(exist_ok=True)
    inbox.open_folder("INBOX", readonly=True)
    for mail in inbox.fetch(inbox.new_uids(0), settings.limits):
        if mail.raw is None:
            continue
        flags = f"X-Flags: {' '.join(sorted(mail.flags))}\r\n".encode()
        text = b"".join(leaf.data or b"" for leaf in mail.raw.leaves)
        (folder / f"{mail.uid:04}.eml").write_bytes(flags + mail.raw.head + text)
