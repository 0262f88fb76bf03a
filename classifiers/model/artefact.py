"""A model on disk: arrays and a manifest, nothing that can run code.

    manifest.json   what it was trained for and from, thresholds, and the SHA-256 of the arrays
    arrays.npz      numpy arrays, read with allow_pickle=False

A model from another version of the features, for other levels or types, cut short or tampered with is refused
with a sentence; the remedy is always the same: train again from the stored examples.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.examples import Task
from classifiers.features.build import features_hash

FORMAT = 4
MANIFEST = "manifest.json"
ARRAYS = "arrays.npz"

Array = NDArray[Any]


class ModelError(Exception):
    """The model in a directory can't be used; the sentence says why. Remedy: train again."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """What is stored of a model. `facts` is the part of the manifest that the judge needs."""

    version: str
    facts: Mapping[str, Any]
    arrays: Mapping[str, Array]
    made_from: Mapping[str, Any]  # corpus hash, number of examples, library versions


def task_hash(task: Task) -> str:
    """Identifies the levels and issue types that a model was trained for."""
    told = json.dumps([task.levels, [(kind.name, kind.texts) for kind in task.types]])
    return hashlib.sha256(told.encode()).hexdigest()


def save(
    directory: Path, task: Task, facts: Mapping[str, Any], arrays: Mapping[str, Array], made_from: Mapping[str, Any]
) -> str:
    """Writes the model and returns its version. The manifest comes last, by rename: half a model is never loaded."""
    directory.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(
        buffer, "w"
    ) as archive:  # as np.savez writes it, but with a fixed date: same arrays, same hash
        for name in sorted(arrays):
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.ascontiguousarray(arrays[name]), allow_pickle=False)
    content = buffer.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    manifest = {
        "format": FORMAT,
        "version": _version(digest, facts),
        "features": features_hash(),
        "task": task_hash(task),
        "arrays": {"file": ARRAYS, "bytes": len(content), "sha256": digest},
        "facts": facts,
        "made_from": made_from,
    }
    (directory / ARRAYS).write_bytes(content)
    draft = directory / (MANIFEST + ".new")
    draft.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft.replace(directory / MANIFEST)
    return str(manifest["version"])


def open_artefact(directory: Path, task: Task | None = None) -> Artefact:
    """Reads and checks a model. With a task, it must have been trained for that. Raises ModelError."""
    manifest = check_artefact(directory, task)
    try:
        with np.load(directory / ARRAYS, allow_pickle=False) as loaded:
            arrays = {name: loaded[name] for name in loaded.files}
        return Artefact(str(manifest["version"]), manifest["facts"], arrays, manifest.get("made_from", {}))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise _unreadable(directory, error) from error


def check_artefact(directory: Path, task: Task | None = None) -> dict[str, Any]:
    """The manifest of a model that is whole and can be used; its arrays are hashed but not held. Raises ModelError."""
    manifest = _manifest(directory)
    if manifest.get("format") != FORMAT or manifest.get("features") != features_hash():
        raise ModelError(
            f"The model in {directory} was made by another version of evenhand; it has to be trained again."
        )
    if task is not None and manifest.get("task") != task_hash(task):
        raise ModelError(
            f"The model in {directory} was trained for other levels or issue types than the configuration has now; "
            "it has to be trained again."
        )
    try:
        with (directory / ARRAYS).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != manifest["arrays"]["sha256"] or manifest["version"] != _version(digest, manifest["facts"]):
            raise ModelError(
                f"The model in {directory} is cut short or was changed after training; it can't be trusted."
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(directory, error) from error
    return manifest


def _unreadable(directory: Path, error: Exception) -> ModelError:
    return ModelError(f"The model in {directory} can't be read ({error}); it has to be trained again.")


def _version(digest: str, facts: Mapping[str, Any]) -> str:
    # Over thresholds and labels too, so that a manifest edited by hand shows.
    return hashlib.sha256((digest + json.dumps(facts, sort_keys=True)).encode()).hexdigest()[:12]


def _manifest(directory: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"There is no model in {directory} yet; it has to be trained.") from error
    except (OSError, ValueError) as error:
        raise ModelError(f"The manifest of the model in {directory} can't be read ({error}).") from error
    if not isinstance(manifest, dict):
        raise ModelError(f"The manifest of the model in {directory} isn't one of evenhand's.")
    return manifest
