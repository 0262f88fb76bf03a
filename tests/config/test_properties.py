"""Whatever stands in a file, the answer is settings or a list of problems."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from config.kinds.times import DAYS, Duration, Shift, show_duration
from config.load import load_text
from config.problems import ConfigurationError, Findings, Place
from config.settings import Settings
from config.table import TABLE
from config.toml_text import quote

SOURCE = Path("/etc/evenhand/x.toml")


def outcome(text: str) -> Settings | ConfigurationError:
    try:
        return load_text(text, SOURCE)
    except ConfigurationError as error:
        return error


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_a_duration_reads_back_as_it_is_shown(seconds: int) -> None:
    value = timedelta(seconds=seconds)
    assert Duration().read(show_duration(value), Place(Findings("x"), Path())) == value


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_survives_quoting(text: str) -> None:
    import tomllib

    assert tomllib.loads(f"v = {quote(text)}")["v"] == text


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_ends_in_settings_or_problems(text: str) -> None:
    said = outcome(text)
    assert isinstance(said, Settings) or said.problems


SECTIONS = st.sampled_from([part.key for part in TABLE.sections] + ["mode", "nonsense", "organisation"])
KEYS = st.sampled_from(
    sorted({key for part in TABLE.sections for key in part.keys} | {"x", "en", "mon", "name", "é \n"})
)
SCALARS = (
    st.none().map(lambda _: "2026-12-24")
    | st.booleans().map(lambda flag: str(flag).lower())
    | st.integers(-(2**40), 2**40).map(str)
    | st.floats().map(repr)
    | st.sampled_from(
        ['"4h"', '"09:00-17:00"', '"en"', '"a@b.test"', '"GB"', '"high"', '"plain"', '"localhost"', '"/x"']
    )
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=12).map(quote)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.dictionaries(KEYS, inner, max_size=4).map(
            lambda table: "{ " + ", ".join(f"{quote(key)} = {value}" for key, value in table.items()) + " }"
        )
    ),
    max_leaves=12,
)


@settings(max_examples=250, deadline=None)
@given(st.dictionaries(SECTIONS, VALUES, max_size=4))
def test_any_toml_of_the_right_names_ends_in_settings_or_problems(table: dict[str, str]) -> None:
    said = outcome("\n".join(f"{quote(key)} = {value}" for key, value in table.items()))
    assert isinstance(said, Settings) or said.problems


TIMES = st.integers(0, 47).map(lambda half: half * 30)
SHIFTS = st.tuples(TIMES, TIMES).filter(lambda shift: shift[0] != shift[1])


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(DAYS), st.lists(SHIFTS, min_size=1, max_size=2, unique=True), min_size=1, max_size=4
    )
)
def test_shifts_are_refused_exactly_when_two_cover_the_same_minute(week: dict[str, list[tuple[int, int]]]) -> None:
    covered: list[int] = []
    for day, shifts in week.items():
        for start, end in shifts:
            length = (end - start) % 1440
            first = DAYS.index(day) * 1440 + start
            covered += [minute % 10080 for minute in range(first, first + length, 30)]
    doubly = len(covered) != len(set(covered))

    show = Shift().show
    lines = [f"{day} = [{', '.join(map(show, shifts))}]" for day, shifts in week.items()]
    said = str(outcome("[calendar.hours]\n" + "\n".join(lines)))
    assert ("overlaps" in said) == doubly


def test_loading_needs_no_slow_library_without_need(good: str) -> None:
    program = (
        "import sys; from pathlib import Path; from config.load import load_text; "
        f"load_text({good!r}, Path('x.toml')); "
        "print(*(name for name in ('holidays', 'email_validator', 'numpy', 'sqlalchemy', 'jinja2') if name in sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
