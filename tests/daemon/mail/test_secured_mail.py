"""Signed and encrypted mail and invitations, as real programs write them.

The messages beside this file (secured/*.eml) were made with `openssl cms` (-sign detached, opaque and streamed, -encrypt
with AES-256 in CBC and GCM) and `gpg` (--clearsign, detached signature in multipart/signed, encrypted inline and as
multipart/encrypted), with keys made for them and thrown away.
"""

from pathlib import Path

import pytest

from config.settings import Limits
from daemon.mail import Mail, read_bytes

SECURED = Path(__file__).parent / "secured"
WORDS = "Die Waage in Halle 2 zählt nicht mehr."


def _mail(name: str) -> Mail:
    return read_bytes((SECURED / f"{name}.eml").read_bytes(), Limits())


@pytest.mark.parametrize(
    "name", ["smime-opaque", "smime-opaque-streamed", "smime-signed", "pgp-inline-signed", "pgp-mime-signed"]
)
def test_what_was_signed_is_read(name: str) -> None:
    mail = _mail(name)
    assert (mail.signed, mail.encrypted, mail.parsed) == (True, False, "whole")
    assert mail.own_words == WORDS


@pytest.mark.parametrize(
    "name",
    [
        "smime-encrypted",
        "smime-encrypted-authenticated",
        "smime-signed-then-encrypted",
        "pgp-inline-encrypted",
        "pgp-mime-encrypted",
    ],
)
def test_what_was_encrypted_is_said_to_be_and_its_subject_still_read(name: str) -> None:
    mail = _mail(name)
    assert (mail.encrypted, mail.signed) == (True, False)
    assert (mail.subject, mail.text) == ("Waage", "")


def test_an_invitation_is_read_by_its_text_and_without_one_by_its_title_and_description() -> None:
    assert _mail("invitation").own_words == "Can we look at the scale together?"
    alone = _mail("invitation-alone")
    assert alone.invitation
    assert alone.text == "Waage in Halle 2\n\nSie zählt nicht mehr, seit heute früh.\nBitte ansehen."
