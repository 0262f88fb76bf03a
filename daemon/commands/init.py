"""`evenhand init`: a commented configuration to start from."""

import os
from pathlib import Path

import click

from config.sample import sample
from config.toml_text import quote
from daemon.commands.options import config_option, state_option


@click.command("init")
@config_option
@state_option
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="write there (default: standard output)"
)
@click.option("--force", is_flag=True, help="replace a file that is there")
def command(config_file: Path | None, state_dir: Path | None, output: Path | None, force: bool) -> None:
    """Write a commented configuration.

    Edit it, then let `evenhand check --connect` judge it. --config FILE is another way to say --output FILE; with
    --state DIR the store is put there.
    """
    output = output or config_file
    text = sample() if state_dir is None else _with_store(sample(), state_dir)
    if output is None:
        click.echo(text, nl=False)
        return
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        descriptor = os.open(output, flags, 0o640)
    except FileExistsError as error:
        raise click.ClickException(f"{output} is there already; --force replaces it") from error
    except OSError as error:
        raise click.ClickException(f"{output} can't be written: {error.strerror}") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    click.echo(f"{output} written. Edit it, then run: evenhand check --connect --config {output}", err=True)


def _with_store(text: str, state: Path) -> str:
    """The sample with its [store] section in use, in the folder `state`."""
    before, header, rest = text.partition("#[store]\n")
    comment, url, rest = rest.partition("#url = ")
    place = quote(f"sqlite:///{state.absolute() / 'evenhand.db'}")
    return f"{before}{header[1:]}{comment}{url[1:]}{place}{rest[rest.index(chr(10)) :]}"
