"""What of a leaf must be the same, wherever the mail was read from."""

from daemon.mail.mail import Leaf


def shape(leaf: Leaf) -> tuple[object, ...]:
    # Servers say "7bit" where the mail says nothing.
    encoding = "" if leaf.encoding == "7bit" else leaf.encoding
    return leaf.path, leaf.content_type, encoding, leaf.disposition, leaf.filename, leaf.containers, leaf.data
