"""What must be impossible by construction, read from the source itself; and what the running daemon opens to the world."""

import ast
from collections.abc import Iterator

import psutil
import pytest
from jinja2 import TemplateError

from responders.reply import templates
from tests.campaign.campaign import Campaign
from tests.test_structure import OURS, imports, modules

# They run what they read.
TO_THE_CHILD = {"daemon.reader.reader", "daemon.reader.child"}  # what the daemon says to the child it started itself
UNSAFE = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "yaml", "skops"}
QUERIES = ("execute", "exec_driver_sql", "text", "executescript", "executemany")


def calls(package: str) -> Iterator[tuple[str, ast.Call, str]]:
    """Every call of a package: module, call, the called function's last name."""
    for name, tree in modules(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield name, node, ast.unparse(node.func).rpartition(".")[2]


def test_nothing_of_ours_reads_a_file_format_that_can_run_code() -> None:
    found = [
        f"{name} imports {one}"
        for package in OURS
        for name, tree in modules(package)
        for one in imports(name, tree)
        if one.split(".")[0] in UNSAFE and name not in TO_THE_CHILD
    ]
    assert found == []


def test_the_daemon_unpickles_nothing_and_the_reading_process_only_what_the_daemon_says() -> None:
    uses = {
        (name, ast.unparse(node.func))
        for name, node, _ in calls("daemon")
        if ast.unparse(node.func).startswith("pickle.")
    }
    assert uses == {("daemon.reader.reader", "pickle.dumps"), ("daemon.reader.child", "pickle.loads")}
    importers = {name for name, tree in modules("daemon") if "daemon.reader.child" in imports(name, tree)}
    assert importers == set(), "what unpickles is never loaded into the daemon itself"


def test_nothing_of_ours_runs_text_as_code_or_as_a_shell_command() -> None:
    found = [
        f"{name}: {ast.unparse(node)[:80]}"
        for package in OURS
        for name, node, called in calls(package)
        if ast.unparse(node.func) in ("eval", "exec", "os.system", "os.popen", "compile")
        or any(word.arg == "shell" for word in node.keywords)
    ]
    assert found == []


def test_numpy_is_never_allowed_to_unpickle() -> None:
    loads = [
        (name, ast.unparse(node))
        for package in OURS
        for name, node, called in calls(package)
        if ast.unparse(node.func) in ("np.load", "numpy.load")
    ]
    assert loads
    assert [one for one in loads if "allow_pickle=False" not in one[1]] == []


def test_sql_is_never_put_together_from_strings() -> None:
    found = []
    for name, node, called in calls("daemon"):
        if called not in QUERIES or not node.args or not name.startswith("daemon.store"):
            continue
        made = node.args[0]
        if isinstance(made, ast.JoinedStr | ast.BinOp) or ast.unparse(made).endswith(".format"):
            found.append((name, ast.unparse(made)))
    # The names of five pragmas, written in the very same function.
    assert found == [("daemon.store.store", "f'PRAGMA {pragma}'")]


def test_certificates_and_host_names_are_never_waived() -> None:
    for package in OURS:
        for name, tree in modules(package):
            words = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            assert not words & {"CERT_NONE", "CERT_OPTIONAL", "_create_unverified_context", "check_hostname"}, name


@pytest.mark.parametrize("text", ["{{ ''.__class__.__mro__ }}", "{{ x.__init__.__globals__ }}", "{{ x.append(1) }}"])
def test_a_template_can_not_reach_into_the_program(text: str) -> None:
    with pytest.raises(TemplateError):
        templates._environment({"own": text}).get_template("own").render(x=[])


@pytest.mark.servers
def test_the_running_daemon_listens_on_no_port(campaign: Campaign) -> None:
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        assert world.child is not None
        family = [psutil.Process(world.child.pid)]
        family += family[0].children(recursive=True)
        listening = [one for process in family for one in process.net_connections("inet") if one.status == "LISTEN"]
        assert listening == []
        assert "Number" not in world.said(), "no word of a mail's body is in the log"
