"""The daemon of the fault campaign, for a look at it from outside."""

from tests.faults.conftest import campaign

__all__ = ["campaign"]
