"""Keys that mean nothing where they stand: what was probably meant."""

from collections.abc import Iterator

from config.kinds.plain import closest
from config.problems import Place
from config.table.setting import Section

SECRETS = ("password", "passwd", "pass", "token", "secret", "access_token", "client_secret")


def report_unknown(section: Section, raw: dict[str, object], at: Place) -> None:
    """One problem for each key of `raw` that `section` doesn't know. Values are never repeated: they may be secrets."""
    for key in raw:
        if key not in section.keys:
            at.findings.error(at.into(key).key, "is unknown here", _instead(section, key))


def _instead(section: Section, key: str) -> str:
    if key.casefold() in SECRETS and "password_file" in section.keys:
        return "remove it and write password_file, credential or password_env: no secret stands in this file"
    meant = closest(key.replace("-", "_"), section.keys)
    if meant:
        return f"write {meant}"
    elsewhere = [where for where, keys in _everywhere() if key in keys]
    if elsewhere == ["the file itself"]:
        return "move it above the first [section]"
    if elsewhere:
        return "move it to " + " or ".join(elsewhere[:3])
    return f"remove it; known here: {', '.join(section.keys)}"


def _everywhere() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where keys may stand, in words, with the keys."""
    from config.table import TABLE

    yield "the file itself", tuple(setting.key for setting in TABLE.settings)
    for section in TABLE.sections:
        brackets = {"list": f"[[{section.key}]]", "named": f"[{section.key}.NAME]"}.get(
            section.shape, f"[{section.key}]"
        )
        yield brackets, section.keys
        for inner in section.sections:
            yield f"{section.key}.{inner.key}", inner.keys
