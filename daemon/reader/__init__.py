"""Reading and judging mail in a child process that can be killed.

Reader(limits, judging).read(raws, now) -> list[Read]      a Mail and what is judged of it, for each
Reader(limits).read_many(raws) -> list[Mail]               without a judgement
"""

from daemon.reader.read import Judging, Read, Trained
from daemon.reader.reader import Reader

__all__ = ["Judging", "Read", "Reader", "Trained"]
