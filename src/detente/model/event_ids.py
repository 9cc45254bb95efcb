"""What an event is called: after its first mention, so that later reports do not change it."""

from __future__ import annotations

from hashlib import sha256


def event_id(report: str, mention: str) -> str:
    """The id of the event whose first mention is *mention* of *report*, both by their ids.

    Every mention has one of its own, also where another comes first; so an id that was given once
    tells for good which mention it was given for.
    """
    name = f"{report}\0{mention}".encode("utf-8", "surrogatepass")
    return "e" + sha256(name).hexdigest()[:15]
