"""Words: times as people say them, and what must never be said in a template."""

from responders.wording.times import Times

__all__ = ["Times"]
