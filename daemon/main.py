"""The command line. Each command is a small file in `daemon.commands`; this one knows only errors and exit codes.

0 done · 64 usage · 78 configuration · 69 a server is unreachable · 1 anything else      (sysexits.h)
"""

import os
import sys
from importlib import import_module

import click

OK, FAILED, USAGE, UNREACHABLE, CONFIGURATION = 0, 1, 64, 69, 78
STOPPED = 130  # by Ctrl-C, as shells say it

COMMANDS = {
    "run": "the daemon (systemd runs this)",
    "once": "handle what is waiting, deliver what is due, exit",
    "demo": "a whole mailbox on this machine: sample mail in, replies out, a report to look at",
    "init": "write a commented configuration",
    "check": "judge a configuration file; --connect tries the servers",
    "explain": "what would be done with a mail; sends nothing",
    "queue": "what is waiting, set aside or due",
    "case": "everything about one case",
    "correct": "say what a case should have been",
    "forget": "remove what is stored about an address",
    "train": "learn from labelled mails",
    "evaluate": "measure the judgement on labelled mails",
    "models": "which models there are; go back to an earlier one",
    "replay": "how honest would the windows have been on a log?",
    "report": "promises kept, chases, misjudgements",
    "status": "how the daemon is doing",
    "backup": "a consistent copy of the store while the daemon runs",
}


class Commands(click.Group):
    """Imports a command's module only when it is called: `evenhand queue` needs no model and no mail server."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"daemon.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evenhand", prog_name="evenhand")
def cli() -> None:
    """Triage a support mailbox even-handedly and tell every writer truthfully when a person will answer."""


def main() -> None:
    """The console script: runs a command and turns what went wrong into a sentence and an exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code and prints errors to standard error, never a traceback by default."""
    try:
        result = cli.main(arguments, prog_name="evenhand", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("evenhand: stopped", err=True)
        return STOPPED
    except click.UsageError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        click.echo(f"evenhand: {error.format_message()}", err=True)
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # Rich makes SystemExit of a broken pipe.
        # The reader of a pipe has seen enough (`| head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        if os.environ.get("EVENHAND_TRACEBACK"):
            raise
        return _explained(error)
    return result if isinstance(result, int) else OK


def _explained(error: Exception) -> int:
    from daemon.remedies import remedy

    sentence, code = remedy(error)
    click.echo(f"evenhand: {sentence}", err=True)
    return code


if __name__ == "__main__":
    main()
