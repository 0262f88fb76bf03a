"""A mail that says one thing, bare and with something around it."""

from classifiers.issue_text import IssueText
from daemon.mail import issue_text

JAM = "The printer on floor 2 jams on every page."
BARE = issue_text("printer", JAM)


def framed(above: str = "", below: str = "") -> IssueText:
    """The issue of that mail with paragraphs above and below what it says."""
    return issue_text("printer", "\n\n".join(part for part in (above, JAM, below) if part))
