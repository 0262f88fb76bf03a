"""Jinja2's sandbox, and no more than a template of a mail needs: nothing that never ends or fills the memory."""

from collections.abc import Callable, Iterator

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGE = 1_000_000  # no number in a mail is larger


def counted(most: int) -> Callable[..., Iterator[int]]:
    """`range` for one rendering: loops in loops end after `most` turns, however little they write. SecurityError then."""
    left = most

    def numbers(*bounds: int) -> Iterator[int]:
        nonlocal left
        for number in range(*bounds):
            left -= 1
            if left < 0:
                raise SecurityError("it loops without end")
            yield number

    return numbers


class Sandbox(ImmutableSandboxedEnvironment):
    """Without products and powers such as "x" * 10 ** 9."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Multiply small numbers; SecurityError for anything else."""
        small = all(isinstance(side, int | float) and abs(side) <= LARGE for side in (left, right))
        if operator == "**" or not small:
            raise SecurityError(f"it may not compute this with {operator!r}")
        return super().call_binop(context, operator, left, right)
