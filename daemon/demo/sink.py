"""An SMTP server that keeps every mail as a file and delivers nothing. Run as a child process of the demo."""

import asyncio
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keep:
    """Writes NNN.eml for each accepted mail, the envelope in two header lines before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.count += 1
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        envelope_lines = (
            f"X-Envelope-From: {envelope.mail_from or '<>'}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        )
        (self.folder / f"{self.count:03}.eml").write_bytes(envelope_lines.encode() + content)
        return "250 kept"


def main(port: str, folder: str) -> None:
    """Serve on the loopback until killed."""

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        handler = Keep(Path(folder))
        await loop.create_server(lambda: SMTP(handler, enable_SMTPUTF8=True), "127.0.0.1", int(port))
        await asyncio.Event().wait()

    asyncio.run(serve())
