"""Who may import whom, read from the source itself; and whom the four package names belong to."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("config", "classifiers", "responders", "daemon")
MAY_IMPORT = {
    "config": {"config"},
    "classifiers": {"classifiers", "config"},
    "responders": {"responders", "config"},
    "daemon": {"daemon", "classifiers", "responders", "config"},
}
# Each library at the edge has one home; whoever wants it elsewhere goes through that home.
HOMES = {
    "imapclient": "daemon.inbox",
    "aiosmtplib": "daemon.outbox",
    "sqlalchemy": "daemon.store",
    "alembic": "daemon.store",
    "apscheduler": "daemon.schedule",
    "sklearn": "classifiers.fit",
    "scipy": "classifiers.fit",
    # It fills dataclasses past their constructors: where it is used, an `IssueText` could be made of anything.
    "msgspec": "daemon.reader.answers",
    "aiosmtpd": "daemon.demo",
    "pymap": "daemon.demo",
    # The standard library's own clients would be a way around.
    "imaplib": "daemon.inbox",
    "sqlite3": "daemon.store",
}
NOBODY = {"smtplib", "poplib", "sched"}
CLOCKS = ("time.time", "time.sleep", "datetime.now", "datetime.utcnow", "date.today", "datetime.today")


def modules(package: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of a package by its dotted name."""
    for path in sorted((ROOT / package).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text("utf-8"), str(path))


def imports(name: str, tree: ast.Module) -> set[str]:
    """All modules that a module imports, wherever in it: at the top, in functions, for type checkers."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*name.split(".")[: -node.level], *([node.module] if node.module else [])])
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return found


def within(module: str, home: str) -> bool:
    return module == home or module.startswith(f"{home}.")


@pytest.mark.parametrize("package", OURS)
def test_a_package_imports_only_those_it_may(package: str) -> None:
    wrong = [
        f"{name} imports {imported}"
        for name, tree in modules(package)
        for imported in imports(name, tree)
        if imported.split(".")[0] in OURS and imported.split(".")[0] not in MAY_IMPORT[package]
    ]
    assert wrong == []


def test_each_library_at_the_edge_is_imported_by_its_home_alone() -> None:
    wrong = []
    used = set()
    for package in OURS:
        for name, tree in modules(package):
            for imported in {one.split(".")[0] for one in imports(name, tree)}:
                if imported in HOMES:
                    used.add(imported)
                    if not within(name, HOMES[imported]):
                        wrong.append(f"{name} imports {imported}, whose home is {HOMES[imported]}")
                if imported in NOBODY:
                    wrong.append(f"{name} imports {imported}")
    assert wrong == []
    assert used == set(HOMES), "a home that nobody lives in is to be taken from the list"


def test_only_the_redaction_makes_the_text_that_is_judged() -> None:
    callers = {
        name
        for package in OURS
        for name, tree in modules(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "sealed"
    }
    assert {name for name in callers if not within(name, "daemon.mail.redaction")} == set()
    assert callers


def test_only_one_module_reads_the_clock_and_nobody_sleeps() -> None:
    """The linter bans the usual spellings; this looks for the others too."""
    wrong = [
        f"{name} line {node.lineno}: {ast.unparse(node.func)}"
        for package in OURS
        for name, tree in modules(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(CLOCKS) and name != "daemon.clock"
    ]
    assert wrong == []


def test_no_other_distribution_owns_one_of_our_package_names() -> None:
    owners = packages_distributions()
    others = {name: set(owners.get(name, [])) - {"evenhand"} for name in OURS}
    assert others == {name: set() for name in OURS}


def test_the_serving_daemon_loads_no_training_library() -> None:
    code = (
        "import sys, daemon.main, daemon.supervise, daemon.build, daemon.commands.run, daemon.commands.once\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"daemon", "classifiers", "responders", "config"} <= loaded
    assert loaded & {"sklearn", "scipy", "alembic", "aiosmtpd", "pymap"} == set()
