"""Who a mail of ours is from and to, in words; `responders.reply.wire` encodes them."""

from collections.abc import Mapping

from responders.reply.cleaning import plain


def headers(sender: tuple[str, str], to: str, reply_to: str, subject: str, marks: Mapping[str, str]) -> dict[str, str]:
    """In the order in which they go out; `sender` is (display name, address). Nothing empty is written."""
    name, address = plain(sender[0]).translate({ord("<"): None, ord(">"): None}), plain(sender[1])
    given = {
        "From": f"{name} <{address}>".strip() if address else "",
        "To": plain(to),
        "Reply-To": plain(reply_to) if reply_to.casefold() != address.casefold() else "",
        "Subject": plain(subject),
        **marks,
    }
    return {key: value for key, value in given.items() if value}
