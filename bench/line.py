"""Throughput, latency and memory of the main job, against a bare loop in the same run.

    python bench/line.py [--mails 1000] [--rounds 3]

Needs Dovecot and Postfix (as root). The bare loop: fetch by 50, the standard library's compat32 parser, an SQLite outbox with
synchronous=FULL, one kept-open SMTP connection, STORE by 50; no judgement. Ours: everything. Runs take turns; medians count.
With each of two SMTP servers: Postfix, as installations have it, and smtp-sink, which only counts and costs nearly nothing.
"""

import argparse
import asyncio
import email
import email.policy
import imaplib
import os
import re
import smtplib
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path
from typing import IO

import psutil

from classifiers.corpus import starter
from config.load import defaults
from config.settings import EtiquetteSettings, Mailbox, Server, Settings, Staff, Store
from daemon.build import builder
from daemon.clock import system
from daemon.once import once
from daemon.store import open_store

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers.certs import Authority  # noqa: E402 - the tests are no installed package: found by the path above
from tests.servers.dovecot import Box, Dovecot  # noqa: E402 - as above
from tests.servers.postfix import Postfix  # noqa: E402 - as above
from tests.servers.sink import Sink  # noqa: E402 - as above


def mails(count: int) -> list[bytes]:
    """Mails of the corpus, each from a writer of its own."""
    corpus = starter()
    now = system()
    made = []
    for number in range(count):
        example = corpus[number * 37 % len(corpus)]
        head = (
            f"From: Writer {number} <writer{number}@example.org>\r\nTo: support@example.net\r\n"
            f"Subject: {example.subject or 'no subject'}\r\nDate: {format_datetime(now)}\r\n"
            f"Message-ID: <bench.{number}.{time.monotonic_ns()}@example.org>\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        )
        made.append((head + example.body.replace("\n", "\r\n") + "\r\n").encode())
    return made


@contextmanager
def counting_sink() -> Iterator[int]:
    """Postfix's smtp-sink: accepts and forgets, at next to no cost."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = subprocess.Popen(["/usr/sbin/smtp-sink", "-u", "mail", f"127.0.0.1:{port}", "200"])
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.02)  # until it listens
    try:
        yield port
    finally:
        child.kill()
        child.wait()


@contextmanager
def real_postfix() -> Iterator[int]:
    """What most installations hand their mail to: a queue on disk. It throws the mails away after that."""
    postfix = Postfix().start()
    try:
        yield postfix.port
    finally:
        postfix.stop()


def bare(box: Box, port: int, folder: Path) -> float:
    """Mails a second of the bare loop."""
    database = sqlite3.connect(folder / "bare.db")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, mail BLOB, sent INTEGER)")
    start = time.perf_counter()
    imap = box.client()
    assert isinstance(imap, imaplib.IMAP4)
    imap.select("INBOX")
    uids = imap.uid("SEARCH", "ALL")[1][0].split()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.ehlo()
        for first in range(0, len(uids), 50):
            batch = b",".join(uids[first : first + 50]).decode()
            answers = imap.uid("FETCH", batch, "(BODY.PEEK[])")[1]
            rows = []
            for answer in answers:
                if isinstance(answer, tuple):
                    mail = email.message_from_bytes(answer[1], policy=email.policy.compat32)
                    to = re.search(r"<(.*)>", str(mail["From"]))[1]  # type: ignore[index]  # every mail of ours names its sender so
                    reply = f"From: support@example.net\r\nTo: {to}\r\nSubject: Auto\r\n\r\nIt has arrived.\r\n"
                    rows.append((to, reply.encode()))
            for _, text in rows:
                database.execute("INSERT INTO outbox (mail, sent) VALUES (?, 0)", (text,))
            database.commit()
            imap.uid("STORE", batch, "+FLAGS.SILENT", "(bare)")
            for to, text in rows:
                smtp.sendmail("support@example.net", [to], text)
            database.execute("UPDATE outbox SET sent = 1")
            database.commit()
    rate = len(uids) / (time.perf_counter() - start)
    imap.logout()
    database.close()
    (folder / "bare.db").unlink()
    return rate


def settings_for(box: Box, port: int, folder: Path) -> Settings:
    base = defaults()
    mailbox: Mailbox = replace(
        box.settings(),
        name="bench",
        address="support@example.net",
        start="all",
        smtp=Server("127.0.0.1", port, "plain"),
    )
    return replace(
        base,
        mailboxes=(mailbox,),
        store=Store(f"sqlite:///{folder}/evenhand.db"),
        staff=Staff(),
        etiquette=replace(EtiquetteSettings(), global_hour=1_000_000),
    )


def ours(box: Box, port: int, folder: Path, models: Path) -> float:
    """Mails a second of `once`, judgement and all."""
    settings = settings_for(box, port, folder)
    store = open_store(settings.store.url)
    handler = builder(store, models, system)(settings)
    start = time.perf_counter()
    handled = asyncio.run(once(handler))
    rate = handled / (time.perf_counter() - start)
    handler.close()
    store.close()
    for file in folder.glob("evenhand.db*"):
        file.unlink()
    return rate


@contextmanager
def relay_to(server: Server) -> Iterator[tuple[int, IO[str]]]:
    """A port that leads to the server, and the times at which the server spoke up (see bench/pushes.py)."""
    command = [sys.executable, str(ROOT / "bench" / "pushes.py"), server.host, str(server.port)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        yield int(child.stdout.readline()), child.stdout
    finally:
        child.kill()
        child.wait()


CONFIG = """
[store]
url = "sqlite:///{folder}/evenhand.db"
[etiquette]
per_sender_hour = 1000
per_sender_day = 1000
global_hour = 10000
[[mailbox]]
name = "bench"
address = "support@example.net"
imap = {{ host = "{host}", port = {imap}, security = "tls", ca_file = "{ca}", user = "{user}", password_file = "{password}" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "plain" }}
"""


def latency(dovecot: Dovecot, folder: Path, models: Path, count: int) -> None:
    """From the server's push to the acknowledgement accepted, beside the raw push time; memory and CPU while idle."""
    box = dovecot.box()
    mailbox = box.settings()
    with Sink() as sink, relay_to(mailbox.imap) as (relayed, pushes):
        config = folder / "evenhand.toml"
        password = mailbox.imap.login.password_file
        config.write_text(
            CONFIG.format(
                folder=folder,
                host=mailbox.imap.host,
                imap=relayed,
                ca=mailbox.imap.ca_file,
                user=mailbox.imap.login.user,
                password=password,
                smtp=sink.server().port,
            )
        )
        (folder / "models").symlink_to(models / "models")
        command = [sys.executable, "-m", "daemon.main", "run", "--config", str(config)]
        log = (folder / "daemon.log").open("wb")
        child = subprocess.Popen(command, cwd=ROOT, stderr=log)
        try:
            while b"ready" not in (folder / "daemon.log").read_bytes():
                time.sleep(0.1)  # until the daemon says that it is ready
                assert child.poll() is None, (folder / "daemon.log").read_text()
            time.sleep(3)
            _latency(box, sink, pushes, mails(count), child)
        finally:
            child.terminate()
            child.wait()
            log.close()


def _latency(box: Box, sink: "Sink", pushes: IO[str], sample: list[bytes], child: "subprocess.Popen[bytes]") -> None:
    """The server's bursts on the daemon's own connections: the last before the letter began is the push of that mail."""
    noted: list[float] = []
    threading.Thread(target=lambda: noted.extend(float(line) for line in pushes), daemon=True).start()
    waits, push_times = [], []
    process = psutil.Process(child.pid)
    for number, mail in enumerate(sample, 1):
        put = time.perf_counter()
        box.put(mail)
        while len(sink.accepted) < number:
            time.sleep(0.0005)
        accepted = time.perf_counter()
        time.sleep(0.3)  # what follows, marks and the next IDLE, is over
        push = next(at for at in noted if at > put)
        push_times.append(push - put)
        waits.append(accepted - push)
    for name, values in (("raw push after delivery", push_times), ("push to acknowledgement accepted", waits)):
        ordered = sorted(values)
        p99 = ordered[int(len(ordered) * 0.99) - 1]
        print(f"{name:<34} median {statistics.median(ordered) * 1000:6.1f} ms   p99 {p99 * 1000:6.1f} ms")
    everyone = [process, *process.children(recursive=True)]
    sizes = [(one.name(), one.memory_info().rss / 2**20) for one in everyone]
    print("resident memory: daemon {:.0f} MB; children {}".format(sizes[0][1], [f"{s:.0f} MB" for _, s in sizes[1:]]))
    before = sum(one.cpu_times().user + one.cpu_times().system for one in everyone)
    time.sleep(20)
    after = sum(one.cpu_times().user + one.cpu_times().system for one in everyone)
    print(f"idle: {(after - before) / 20:.2%} of one core")


def throughput(
    name: str, dovecot: Dovecot, port: int, folder: Path, models: Path, arguments: argparse.Namespace
) -> None:
    """Runs of both loops in turns, with one kind of SMTP server."""
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(arguments.rounds):
        sample = mails(arguments.mails)
        for kind in rates:
            box = dovecot.box()
            box.put(*sample)
            rates[kind].append(bare(box, port, folder) if kind == "bare" else ours(box, port, folder, models))
    pairs = [mine / other for mine, other in zip(rates["ours"], rates["bare"], strict=True)]
    print(f"sending to {name}")
    print(f"  bare loop  {statistics.median(rates['bare']):7.0f} mails/s")
    print(f"  evenhand   {statistics.median(rates['ours']):7.0f} mails/s")
    each = ", ".join(f"{pair:.2f}" for pair in pairs)
    print(f"  ratio      {statistics.median(pairs):7.2f}  (target 0.33; runs: {each})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency", type=int, default=200)
    parser.add_argument("--models", type=Path, default=None, help="a state directory whose model is used and kept")
    arguments = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        dovecot = Dovecot(Authority(folder / "ca")).start()
        try:
            models = arguments.models or folder / "trained"
            from daemon.model import ready_model

            ready_model(defaults(), models, print)
            for called, server in (("Postfix", real_postfix), ("smtp-sink, which forgets at once", counting_sink)):
                with server() as port:
                    throughput(called, dovecot, port, folder, models, arguments)
            latency(dovecot, folder, models, arguments.latency)
        finally:
            dovecot.stop()


if __name__ == "__main__":
    main()
