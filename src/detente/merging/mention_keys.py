"""By what a mention finds those it is compared with: keys, and where it stands among theirs.

All of it is a function of the mention alone, never of what else a record holds, so that a mention
that comes or goes moves no other.  Keys and names are 64-bit hashes: a million mentions have some
thirty million keys, and a record keeps them as a table.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from msgspec import Struct

from detente.merging.block_pairs import LAST_DAY, hashed, ordinal, place
from detente.merging.content_words import anybody, lasting
from detente.merging.measures import Blocks, Measures
from detente.merging.mention_facts import UNNAMED, Told
from detente.merging.stories import report_id, word_counts
from detente.model import Place

BY_ACT = 1
"""The lowest bit of a key that mentions share whose act is told by one word: such a key finds only
pairs of which one has a day and one has none."""


class Standing(Struct, frozen=True, array_like=True):
    """What of a mention decides with which others it is compared; days are ordinals.

    ``id`` names the mention, ``report`` its report and ``family`` those that can be one event with
    it, as hashes.  ``keys`` are those of its blocks, and in each it stands at ``places``: at both
    ends of its interval, then by its report's day, of the same by its id.  ``earliest`` and
    ``latest`` are :data:`NO_DAY` where they are not known.  ``lasting`` is 0, or the hash of the
    word for an act of which two states have one in years; ``said`` that of its sentence's words, 0
    where they are few.
    """

    id: int
    report: int
    family: int
    keys: tuple[int, ...]
    places: tuple[int, ...]
    earliest: int
    latest: int
    lasting: int
    said: int


def standing(told: Told, measures: Measures) -> Standing:
    """Where a mention stands among others."""
    interval = told.interval
    ends = {day.toordinal() for day in (interval.earliest, interval.latest) if day is not None}
    published = ordinal(told.published.latest) or LAST_DAY
    said = (
        tuple(sorted(told.sentence)) if len(told.sentence) >= measures.likeness.sentence else None
    )
    return Standing(
        id=mention_id(*told.name),
        report=report_id(told.report),
        family=hashed(told.family),
        keys=tuple(sorted({*_keys(told, measures)})),
        places=tuple(sorted(place(day, published) for day in ends or {published})),
        earliest=ordinal(interval.earliest),
        latest=ordinal(interval.latest),
        lasting=hashed(told.act) if told.act in lasting() else 0,
        said=hashed(said) if said else 0,
    )


def mention_id(report: str, mention: str) -> int:
    """The name of a mention in 64 bits."""
    return hashed((report, mention))


def _keys(one: Told, measures: Measures) -> Iterator[int]:
    kind = one.family
    sides = sorted(one.everybody.sides)
    yield _key(*kind, "report", one.report)
    if len(one.sentence) >= measures.likeness.sentence:
        yield _key(*kind, "sentence", *sorted(one.sentence))
    for name in one.everybody.names:
        yield _key(*kind, "name", name)
    if one.act in lasting():
        yield _key(*kind, "lasting", one.act, *sides)
    if one.kind.known_by == "who":
        yield _key(*kind, "who", *sides)
    nouns = one.everybody.nouns
    about = [*_places(one.place), *_telling(one, measures.blocks)]
    about += [(noun, "noun") for noun in nouns - anybody()] + [*one.recipients.counted]
    for side in {*sides, *(UNNAMED + noun for noun in nouns)}:
        yield _key(*kind, "act", side, one.act) | BY_ACT
        for key in about:
            yield _key(*kind, side, key)


def _key(*parts: Hashable) -> int:
    return hashed(parts) & ~BY_ACT


def _telling(one: Told, table: Blocks) -> list[str]:
    """The rarest words of its clause, and of its sentence those that are among the rarest."""
    counts = word_counts().words
    rarest = sorted(one.sentence | one.words, key=lambda word: (counts.get(word, 0), word))
    said = rarest[: table.rarest]
    return [word for word in rarest if word in one.words or word in said][: table.words]


def _places(place: Place | None) -> Iterable[Hashable]:
    """What two places that are one have in common: a name, an id, claims, or the same degree."""
    if place is None:
        return
    yield place.name
    if place.geonames is not None:
        yield place.geonames
    if place.claimed_by:
        yield ("claimed", *sorted(place.claimed_by))
    if place.lat is not None and place.lon is not None:
        for north in (-0.5, 0.5):
            for east in (-0.5, 0.5):
                yield (round(place.lat + north), round(place.lon + east))
