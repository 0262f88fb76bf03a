"""Doubts about files that the configuration names. What is missing may still come: a warning, not an error."""

import os
import stat
from pathlib import Path

from config.problems import Findings
from config.settings import Settings

_OTHERS = stat.S_IRWXO
_GROUP_WRITES = stat.S_IWGRP


def doubt_files(settings: Settings, findings: Findings) -> None:
    for box in settings.mailboxes:
        for server in (box.imap, box.smtp):
            key = findings.where(server)
            if server.login.password_file:
                _secret(server.login.password_file, f"{key}.password_file", findings)
            if server.ca_file and not _is_file(server.ca_file):
                findings.warning(
                    f"{key}.ca_file", f"there is no file {server.ca_file}", "name a file with certificates"
                )
    folder = settings.replies.templates
    if folder and is_folder(folder) and folder.stat().st_mode & stat.S_IWOTH:
        said = "everybody on this machine may change the templates"
        findings.warning("replies.templates", said, f"run: chmod -R o-w {folder}")


def _secret(path: Path, key: str, findings: Findings) -> None:
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return  # the service may see it although this user doesn't
    except OSError:
        findings.warning(key, f"there is no file {path}", "write the password into it, readable for the service alone")
        return
    if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
        findings.warning(key, f"{path} is not a file", "name a file that holds nothing but the password")
    elif mode & (_OTHERS | _GROUP_WRITES) and os.name == "posix":
        findings.warning(key, f"others on this machine may read or change {path}", f"run: chmod 600 {path}")


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder this user can see."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
