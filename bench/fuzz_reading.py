"""A fuzzer over the reading of mail (atheris, which is not among the dependencies: pip install atheris).

    python bench/fuzz_reading.py [corpus folder] [libFuzzer options, such as -max_total_time=600]

Any exception that `read_bytes` had to catch, any lost word and any message that takes over two seconds is a finding.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.settings import Limits
from daemon.mail import read_bytes
from daemon.mail.own_words.tidy import has_words

try:
    import atheris
except ImportError:
    sys.exit(
        "bench/fuzz_reading.py needs atheris: python -m pip install atheris (it has wheels for a few Pythons only)"
    )

LIMITS = Limits()


def one(data: bytes) -> None:
    """Reads one message; raises when something is wrong with the result."""
    mail = read_bytes(data, LIMITS)
    broken = [problem for problem in mail.problems if problem.endswith("while reading")]
    if broken:
        raise AssertionError(broken[0])
    if has_words(mail.text) and not mail.own_words:
        raise AssertionError("all words were lost")


def main() -> None:
    atheris.Setup([sys.argv[0], "-timeout=2", *sys.argv[1:]], one)
    atheris.instrument_all()
    atheris.Fuzz()


if __name__ == "__main__":
    main()
