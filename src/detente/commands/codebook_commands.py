"""``detente codebook``: a codebook checked, taught, listed, and asked why it codes as it does."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from detente import api
from detente.commands.options import (
    DAY,
    WORDS,
    Commands,
    as_json,
    of_coder,
    of_model,
    progress,
    tell_of_reader,
)

of_folder = click.argument(
    "folder", required=False, metavar="[DIR]", envvar="DETENTE_CODEBOOK",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)  # fmt: skip


@click.group("codebook", cls=Commands)
def codebook_commands() -> None:
    """Check a codebook, teach a reader its types, list it, or explain what it makes of a sentence.

    A codebook is a folder with a file a type of event; docs/codebook.md describes it, and how to
    write one of your own.
    """


@codebook_commands.command()
@of_folder
@of_model
@as_json
def check(folder: Path | None, language_model: str | None, as_json: bool) -> None:
    """Check a codebook's files, and code its examples.

    DIR is its folder; without one, $DETENTE_CODEBOOK or detente's own codebook is checked. What is
    wrong with the files is listed by file and line, with the remedy. Then all examples and
    counter-examples are coded, and each that does not come out as it says is listed with what
    was wanted, what came out, and why. The exit status is 1 where there is anything to mend.

    \b
    Examples:
      detente codebook check
      detente codebook check examples/codebooks/maritime
    """
    from detente.terminal.codebook_tables import checked
    from detente.terminal.console import page, print_json

    with progress() as steps:
        found = api.check_codebook(folder, model=language_model, on_progress=steps)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            checked(found, console)
    if not found.passed:
        sys.exit(1)


@codebook_commands.command()
@click.argument("sentence", type=WORDS)
@click.option(
    "--published", type=DAY, metavar="DAY",
    help="The day of the report that the sentence stands in, as YYYY-MM-DD.",
)  # fmt: skip
@of_coder
@as_json
def explain(
    sentence: str,
    published: date | None,
    language_model: str | None,
    codebook: Path | None,
    reader: bool,
    as_json: bool,
) -> None:
    """Explain why a sentence is coded as it is, or not.

    Shown are whom it names; each of its clauses with the signals of the codebook that were tried,
    and what they lacked; who is meant by the roles of the signal that matched; whether the act
    took place, and by which words; and what came of it. With --json, the signals that were not
    needed are there too.

    \b
    Examples:
      detente codebook explain "Japan cancelled talks with Russia." --published 2010-11-02
      detente codebook explain "A tug rammed the ferry." --codebook examples/codebooks/maritime
    """
    from detente.terminal.console import page, print_json
    from detente.terminal.explanation import explanation

    tell_of_reader(codebook, reader)
    with progress() as steps:
        found = api.explain(
            sentence, published=published, model=language_model, codebook=codebook,
            reader=reader, on_progress=steps,
        )  # fmt: skip
    if as_json:
        print_json(found)
    else:
        with page() as console:
            explanation(found, console)


@codebook_commands.command()
@click.argument(
    "folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@of_model
@as_json
def train(folder: Path, language_model: str | None, as_json: bool) -> None:
    """Teach a reader the types of a codebook of your own.

    DIR is its folder. The reader learns from the examples in DIR/examples, files of lines "act,
    modality, form, sentence" parted by tabs, as docs/codebook.md describes them: about twenty of
    each type, and as many that tell no act (-). What it has learnt is kept in DIR/reader.npz, and
    whatever is coded with that codebook from then on is read by it too, unless --no-reader is
    given.

    Shown is how well it tells each type, each example by a reader that did not learn from it.

    \b
    Example:
      detente codebook train examples/codebooks/maritime
    """
    from detente.terminal.codebook_tables import trained
    from detente.terminal.console import page, print_json

    with progress() as steps:
        found = api.train_codebook(folder, model=language_model, on_progress=steps)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            trained(found, folder, console)


@codebook_commands.command("list")
@of_folder
@as_json
def list_(folder: Path | None, as_json: bool) -> None:
    """List a codebook's types.

    A line a type: its score, its modes with theirs, how many signals it has, how many examples
    and how many counter-examples. DIR is the codebook's folder; without one, $DETENTE_CODEBOOK or
    detente's own codebook is listed.

    \b
    Example:
      detente codebook list --json
    """
    from detente.terminal.codebook_tables import listed
    from detente.terminal.console import page, print_json

    found = api.codebook_types(folder)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            listed(found, console)
