"""``detente places``: the places of a text, their namesakes, and where its acts were."""

from __future__ import annotations

import click

from detente import api
from detente.commands.options import WORDS, Command, as_json, of_model, progress


@click.command("places", cls=Command)
@click.argument("text", type=WORDS)
@of_model
@as_json
def places_command(text: str, language_model: str | None, as_json: bool) -> None:
    """Show the places of a text and where its acts took place.

    Of each name: the place with its state, coordinates and GeoNames number, who claims it and under
    which names, why it is that one, and the places of the same name that it was not taken for. A
    score is on the scale of the logarithm of a town's people, so 6 is a town of a million named
    with nothing beside it. A name that no table has is a place without coordinates. Then what
    the text tells by a relation ("north of", "between"), and of each verb where its act was, if
    the text says.

    \b
    Examples:
      detente places "The envoys met in Paris, Texas, and drove to Dallas."
      detente places "Japan calls the Southern Kurils its Northern Territories."
      detente places "A bomb killed two in the village of Ashmi, north of Aleppo."
    """
    from detente.terminal.console import page, print_json
    from detente.terminal.places import places_found

    with progress() as steps:
        found = api.places(text, model=language_model, on_progress=steps)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            places_found(found, console)
