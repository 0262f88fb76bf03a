"""The state as a file for node_exporter's textfile collector: no port is opened."""

import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

GAUGES = ("waiting", "overdue", "letters_due", "letters_aside", "mails_waiting", "mails_aside", "resent")


def write_metrics(told: dict[str, Any], target: Path, now: datetime) -> None:
    """Write what `evenhand status --json` tells in Prometheus' text format; aside and renamed, so never half."""
    lines = []
    for name in GAUGES:
        lines += [f"# TYPE evenhand_{name} gauge", f"evenhand_{name} {told[name]}"]
    lines.append("# TYPE evenhand_last_poll_timestamp_seconds gauge")
    for box in told["mailboxes"]:
        at = datetime.fromisoformat(box["polled_at"]).timestamp() if box["polled_at"] else 0
        label = box["name"].replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'evenhand_last_poll_timestamp_seconds{{mailbox="{label}"}} {at:.0f}')
    lines += [
        "# TYPE evenhand_written_timestamp_seconds gauge",
        f"evenhand_written_timestamp_seconds {now.timestamp():.0f}",
    ]
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".evenhand-")
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(lines) + "\n")
    Path(name).chmod(0o644)
    Path(name).replace(target)
