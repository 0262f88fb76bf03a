"""Training: from labelled examples to a model in a directory. Deterministic: same examples, same model.

The fitting needs scikit-learn (two seconds and 100 MB to import), so the daemon runs it in a process of its own, at
low priority, with `train_in_child`; that process is `python -m classifiers.train FILE DIRECTORY`.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from classifiers import examples as prepared
from classifiers.examples import Labels, task_of
from classifiers.features.memory import widen
from classifiers.issue_text import IssueText
from config.settings import Settings

Progress = Callable[[str], None]
_NICE = 10


@dataclass(frozen=True, slots=True)
class Held:
    """One label on mails held back."""

    accuracy: float
    sure: float  # the threshold
    share_sure: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a training did. The shares are out-of-fold: measured on mails of groups the fit had not seen."""

    version: str
    examples: int
    urgency: Held
    issue_type: Held


class TrainingError(Exception):
    """The training stopped; the sentence says why. The model in force stays."""


def _silent(_: str) -> None:
    pass


def train(
    pairs: Iterable[tuple[IssueText, Labels]], settings: Settings, directory: Path, progress: Progress = _silent
) -> Report:
    """Trains in a process of its own on the examples given; the new model stands in `directory` afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "examples.jsonl"
        prepared.write(path, task_of(settings), pairs)
        return train_in_child(path, directory, progress)


def train_file(path: Path, directory: Path, progress: Progress = _silent) -> Report:
    """Trains in this process on a prepared file (it imports scikit-learn). Raises TrainingError."""
    from classifiers.fit.run import fit  # heavy: only the training process pays for it
    from classifiers.fit.side_by_side import PieceError

    try:
        task, pairs = prepared.read(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TrainingError(f"The prepared examples can't be read: {error}") from error
    if not pairs:
        raise TrainingError("There is no example to learn from.")
    try:
        return fit(task, pairs, directory, progress)
    except PieceError as error:
        raise TrainingError(_ended(error.code or 0)) from error


def train_in_child(path: Path, directory: Path, progress: Progress = _silent) -> Report:
    """Trains on a prepared file in a child process at low priority. Raises TrainingError."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "classifiers.train", str(path), str(directory)]
    with subprocess.Popen(  # noqa: S603 - our own module, with two paths
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as child:
        report: Report | None = None
        for line in child.stdout or ():
            said = json.loads(line)
            if "report" in said:
                report = _report(said["report"])
            else:
                progress(said["progress"])
        complaint = child.stderr.read().strip() if child.stderr else ""
    if report is None:
        raise TrainingError(complaint.splitlines()[-1] if complaint else _ended(child.returncode))
    return report


def _ended(code: int) -> str:
    """Why a process that said nothing ended."""
    if code != -signal.SIGKILL:
        return f"The training stopped without a word (exit {code})."
    return (
        "The training was killed; mostly because memory ran out: ten thousand corrections need about 1.1 GB "
        "(for the service, see MemoryMax in its unit)."
    )


def _report(told: dict[str, Any]) -> Report:
    return Report(
        told["version"], told["examples"], urgency=Held(**told["urgency"]), issue_type=Held(**told["issue_type"])
    )


def _say(**said: object) -> None:
    print(json.dumps(said), flush=True)


def main() -> int:
    """The child: progress and the report as JSON lines on standard output, a complaint on standard error."""
    with suppress(PermissionError):  # a sandbox may forbid it (systemd's SystemCallFilter=~@resources)
        os.nice(_NICE)
    with suppress(OSError):  # where memory runs out, this goes first and the mail goes on
        Path("/proc/self/oom_score_adj").write_text("1000")
    widen()
    gc.disable()  # millions of small objects and hardly a cycle, in a process that ends: looking for garbage costs seconds
    try:
        report = train_file(Path(sys.argv[1]), Path(sys.argv[2]), lambda line: _say(progress=line))
    except TrainingError as error:
        print(error, file=sys.stderr)
        return 1
    _say(report=asdict(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
