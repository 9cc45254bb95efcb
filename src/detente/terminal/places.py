"""The places of a text and of its acts, for a person to follow."""

from __future__ import annotations

from rich.table import Table

from detente.model import Place
from detente.places.places_shown import ActPlaced, NameFound, PlacesFound, RelationFound
from detente.terminal.console import Console, Text
from detente.terminal.phrasing import flat, lines


def places_found(found: PlacesFound, console: Console) -> None:
    """Prints the names with their places, then the relations, then each act with its place."""
    for line in lines(found.text):
        console.print(Text(line, style="bold"))
    console.print()
    if found.names:
        console.print(_names(found.names))
    else:
        console.print(Text("no place"))
    if found.relations:
        console.print()
        console.print(_relations(found.relations))
    if found.acts:
        console.print()
        console.print(_acts(found.acts))


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _names(names: tuple[NameFound, ...]) -> Table:
    table = _table("Words", "Place", "State", "Point", "GeoNames", "Why this one")
    told: set[Place] = set()
    for one in names:
        place, seen = one.place, one.form == "adjective"
        table.add_row(
            Text(flat(one.words), style="dim" if seen else ""),
            Text(f"{place.name}, {one.kind}" if one.kind else place.name),
            Text(_state(place)),
            Text(_point(place)),
            Text(str(place.geonames or "-")),
            Text(one.reason, style="dim"),
        )
        if one.names and place not in told:
            table.add_row("", Text(f"also {', '.join(one.names[1:])}", style="dim"))
        for other in () if place in told else one.others:
            table.add_row(
                "",
                Text(f"not {other.place.name}, {other.kind}", style="dim"),
                Text(_state(other.place), style="dim"),
                Text(_point(other.place), style="dim"),
                Text(str(other.place.geonames or "-"), style="dim"),
                Text(other.reason, style="dim"),
            )
        told.add(place)
    return table


def _state(place: Place) -> str:
    if place.claimed_by:
        return f"{place.country or 'nobody'}, claimed by {', '.join(place.claimed_by)}"
    return place.country or "-"


def _point(place: Place) -> str:
    return "-" if place.lat is None or place.lon is None else f"{place.lat:.2f} {place.lon:.2f}"


def _relations(relations: tuple[RelationFound, ...]) -> Table:
    table = _table("Relation", "Words", "Direction", "Distance")
    for one in relations:
        relation = one.relation
        far = f"{relation.kilometres:g} km" if relation.kilometres is not None else "-"
        table.add_row(relation.kind, Text(flat(one.words)), relation.direction or "-", far)
    return table


def _acts(acts: tuple[ActPlaced, ...]) -> Table:
    table = _table("Act", "Place", "Rests on", "Why")
    for act in acts:
        table.add_row(
            Text(flat(act.act)),
            Text(act.place.name if act.place else "no place"),
            Text(f"“{flat(act.words)}”" if act.words else "-"),
            Text(act.reason, style="dim"),
        )
    return table
