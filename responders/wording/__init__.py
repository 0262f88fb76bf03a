"""What may be said: `check_text` for words, `check_templates` for an installation's templates and texts."""

from responders.wording.check import check_templates
from responders.wording.tone import Finding, check_text

__all__ = ["Finding", "check_templates", "check_text"]
