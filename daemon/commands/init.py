"""`evenhand init`: a commented configuration to start from."""

import os
from pathlib import Path

import click

from config.sample import sample


@click.command("init")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="write there (default: standard output)"
)
@click.option("--force", is_flag=True, help="replace a file that is there")
def command(output: Path | None, force: bool) -> None:
    """Write a commented configuration.

    Edit it, then let `evenhand check --connect` judge it.
    """
    if output is None:
        click.echo(sample(), nl=False)
        return
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        descriptor = os.open(output, flags, 0o640)
    except FileExistsError as error:
        raise click.ClickException(f"{output} is there already; --force replaces it") from error
    except OSError as error:
        raise click.ClickException(f"{output} can't be written: {error.strerror}") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(sample())
    click.echo(f"{output} written. Edit it, then run: evenhand check --connect --config {output}", err=True)
