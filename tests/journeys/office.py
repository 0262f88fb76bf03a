"""The same parts in this process, with a clock that the test moves and a judgement that the test knows."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any, Self

from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label, Sensitive
from daemon.clock import Steered
from daemon.handle import Handler
from daemon.once import once
from daemon.reader import Reader
from daemon.store import Store, open_store
from tests.journeys.installation import Installation
from tests.journeys.letters import letter
from tests.servers.dovecot import Box

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # the desk is open from 9 to 5, London time

# A word in the mail -> what it is judged as.
WORDS: Mapping[str, tuple[str, str]] = {
    "smoke": ("critical", "hardware"),
    "payroll": ("high", "software"),
    "logo": ("low", "question"),
}


@dataclass(frozen=True, slots=True)
class Plain:
    """Judges by one word, so that a story is about the daemon and not about the model."""

    def open(self) -> "Plain":
        return self

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        said = f"{text.subject} {text.body}".casefold()
        level, kind = next((found for word, found in WORDS.items() if word in said), ("normal", "hardware"))
        if "puzzle" in said:
            contenders = (("normal", 0.5), ("high", 0.4))
            return Judgement(
                Label("normal", 0.5, False, contenders=contenders), Label(kind, 0.4, False), Sensitive(False)
            )
        private = "harass" in said
        return Judgement(
            Label(level, 0.95, True, (f'it says "{level}"',), ((level, 0.95),)),
            Label(kind, 0.95, True, (), ((kind, 0.95),)),
            Sensitive(private, ("a person is accused",) if private else ()),
            model="plain",
            danger="smoke" in said,
        )

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        return [self.judge(text, now) for text in texts]


class Office:
    """One installation, its clock and its handler."""

    def __init__(self, installation: Installation, now: datetime = TUESDAY) -> None:
        self.place = installation
        self.clock = Steered(now)
        self.settings = installation.settings()
        self.store: Store = open_store(self.settings.store.url)
        self.handler = Handler(self.settings, self.store, Reader(self.settings.limits, Plain()), self.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.handler.close()
        self.store.close()

    @property
    def now(self) -> datetime:
        return self.clock()

    def once(self) -> int:
        """One pass: mails in, letters out, what is due."""
        return asyncio.run(once(self.handler))

    def later(self, **step: float) -> int:
        """Let time pass, then one pass."""
        self.clock.forward(timedelta(**step))
        return self.once()

    def until(self, moment: datetime) -> int:
        """Move the clock to a moment, then one pass."""
        assert moment >= self.now
        self.clock.moment = moment.astimezone(UTC)
        return self.once()

    def passes(self, until: datetime, every: timedelta = timedelta(minutes=5)) -> None:
        """Let time pass as the daemon sees it: a look every few minutes."""
        while self.now + every <= until:
            self.clock.forward(every)
            self.once()

    def receives(self, subject: str = "Second screen stays black", box: Box | None = None, **more: Any) -> bytes:
        """A mail arrives now."""
        into = box or self.place.box
        raw = letter(more.pop("to", self.place.address_of(into)), subject, at=self.now, **more)
        into.put(raw, at=self.now)
        return raw

    def answers(self, mail: Message, body: str = "We are on it.\n", **more: Any) -> bytes:
        """A colleague answers `mail` from the desk; the answer lies in the Sent folder."""
        raw = letter(
            str(more.pop("to", "ana.ruiz@example.net")),
            f"Re: {mail['Subject']}",
            body,
            more.pop("sender", f"Sam Field <{self.place.address}>"),
            at=self.now,
            answers=mail,
            **more,
        )
        self.place.box.put(raw, folder="Sent", seen=True, at=self.now)
        return raw

    def letters(self, to: str | None = None) -> list[Message]:
        return self.place.letters(to)

    def kinds(self, to: str) -> list[str]:
        """What was sent to an address, by kind, in order."""
        return [kind_of(one) for one in self.letters(to)]


def kind_of(mail: Message) -> str:
    """The kind of a letter of ours, as its Message-ID shows it."""
    return str(mail["Message-ID"]).split(".")[1]


def text_of(mail: Message) -> str:
    """The text with lines joined, as a person reads it."""
    return " ".join(str(mail.get_content()).split())  # type: ignore[attr-defined]  # the default policy makes EmailMessages
