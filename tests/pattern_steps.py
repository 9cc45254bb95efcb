"""Patterns of ``re`` matched one step at a time, so that their steps can be counted.

:class:`Counting` goes through the tree that ``re`` makes of a pattern, tries and takes back as its
engine does, and counts each comparison.  It is slow, and it is right: it finds what ``re`` finds,
which the tests hold it to.
"""

from __future__ import annotations

import random
import re
import re._constants as codes
import re._parser as parser
import sys
from collections.abc import Callable, Iterator
from typing import Any

Then = Callable[[int], int | None]
"""What is left to match, from a position; where it ends, or ``None``."""
Node = Callable[[int, Then], int | None]
"""A part of a pattern, tried at a position before what is left."""

_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    codes.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    codes.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    codes.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


class Counting:
    """A pattern that counts the steps of its matching in ``steps``."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.steps = 0
        self.text = ""
        self.groups: dict[int, tuple[int, int]] = {}
        tree = parser.parse(pattern.pattern, pattern.flags)
        self._node = self._sequence(tree, pattern.flags)

    def search_all(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of all matches in *text*, as ``finditer`` has them."""
        self.text, position, empty_at = text, 0, -1
        while position <= len(text):
            self.groups = {}
            end = self._node(position, lambda at, empty=empty_at: None if at == empty else at)  # type: ignore[misc]
            if end is None:
                position += 1
                continue
            yield position, end
            empty_at = end if end == position else -1
            position = end

    def match(self, text: str) -> int | None:
        """Where a match at the start of *text* ends."""
        self.text, self.groups = text, {}
        return self._node(0, lambda at: at)

    def _sequence(self, tree: Any, flags: int) -> Node:
        nodes = [self._part(code, value, flags) for code, value in tree]

        def node(at: int, then: Then, number: int = 0) -> int | None:
            if number == len(nodes):
                return then(at)
            if number == len(nodes) - 1:
                return nodes[number](at, then)
            return nodes[number](at, lambda after: node(after, then, number + 1))

        return nodes[0] if len(nodes) == 1 else node

    def _part(self, code: Any, value: Any, flags: int) -> Node:
        if code in (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY):
            return self._letter(_test(code, value, flags))
        if code in _REPEATS:
            return self._repeat(code, *value, flags)
        if code is codes.BRANCH:
            return self._branch(value[1], flags)
        if code is codes.SUBPATTERN:
            group, add, remove, tree = value
            return self._group(group, self._sequence(tree, (flags | add) & ~remove))
        if code is codes.ATOMIC_GROUP:
            return self._atomic(self._sequence(value, flags))
        if code in (codes.ASSERT, codes.ASSERT_NOT):
            return self._look(code is codes.ASSERT, value[0], value[1], flags)
        if code is codes.AT:
            return self._place(value)
        if code is codes.GROUPREF:
            return self._again(value)
        raise AssertionError(f"no way to count {code}")

    def _letter(self, test: Callable[[str], bool]) -> Node:
        def node(at: int, then: Then) -> int | None:
            self.steps += 1
            return then(at + 1) if at < len(self.text) and test(self.text[at]) else None

        return node

    def _repeat(self, code: Any, least: int, most: Any, tree: Any, flags: int) -> Node:
        most = sys.maxsize if most is codes.MAXREPEAT else most
        single = len(tree) == 1 and tree[0][0] in (
            codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY
        )  # fmt: skip
        if single:
            return self._run(code, least, most, _test(*tree[0], flags))
        inner = self._sequence(tree, flags)

        def greedy(at: int, then: Then, count: int) -> int | None:
            self.steps += 1

            def again(after: int) -> int | None:
                return None if after == at and count >= least else greedy(after, then, count + 1)

            if code is codes.MIN_REPEAT and count >= least and (end := then(at)) is not None:
                return end
            if count < most and (end := inner(at, again)) is not None:
                return end
            return then(at) if code is not codes.MIN_REPEAT and count >= least else None

        node: Node = lambda at, then: greedy(at, then, 0)  # noqa: E731
        return self._atomic(node) if code is codes.POSSESSIVE_REPEAT else node

    def _run(self, code: Any, least: int, most: int, test: Callable[[str], bool]) -> Node:
        def node(at: int, then: Then) -> int | None:
            end = at
            wanted = least if code is codes.MIN_REPEAT else most
            while end - at < wanted and end < len(self.text) and test(self.text[end]):
                end += 1
                self.steps += 1
            if end - at < least:
                return None
            if code is codes.POSSESSIVE_REPEAT:
                return then(end)
            while True:
                self.steps += 1
                if (found := then(end)) is not None:
                    return found
                if code is codes.MAX_REPEAT:
                    end -= 1
                    if end - at < least:
                        return None
                elif end - at < most and end < len(self.text) and test(self.text[end]):
                    end += 1
                else:
                    return None

        return node

    def _branch(self, trees: Any, flags: int) -> Node:
        """The engine passes by a branch whose first letter is another; so does this, uncounted."""
        firsts = [
            _test(*tree[0], flags) if tree and tree[0][0] in (codes.LITERAL, codes.IN) else None
            for tree in trees
        ]
        branches = list(zip(firsts, (self._sequence(t, flags) for t in trees), strict=True))

        def node(at: int, then: Then) -> int | None:
            self.steps += 1
            letter = self.text[at : at + 1]
            for first, branch in branches:
                fits = first is None or (letter and first(letter))
                if fits and (end := branch(at, then)) is not None:
                    return end
            return None

        return node

    def _group(self, group: int | None, inner: Node) -> Node:
        if group is None:
            return inner

        def node(at: int, then: Then) -> int | None:
            def closed(end: int) -> int | None:
                before = self.groups.get(group)
                self.groups[group] = (at, end)
                found = then(end)
                if found is None:
                    if before is None:
                        del self.groups[group]
                    else:
                        self.groups[group] = before
                return found

            return inner(at, closed)

        return node

    def _atomic(self, inner: Node) -> Node:
        def node(at: int, then: Then) -> int | None:
            end = inner(at, lambda after: after)
            return None if end is None else then(end)

        return node

    def _look(self, wanted: bool, way: int, tree: Any, flags: int) -> Node:
        inner, width = self._sequence(tree, flags), tree.getwidth()[0]

        def node(at: int, then: Then) -> int | None:
            start = at - width if way < 0 else at
            there = start >= 0 and inner(start, lambda end: end) is not None
            return then(at) if there == wanted else None

        return node

    def _place(self, where: Any) -> Node:
        def boundary(at: int) -> bool:
            word = _CATEGORIES[codes.CATEGORY_WORD]
            before = at > 0 and word(self.text[at - 1])
            return before != (at < len(self.text) and word(self.text[at]))

        tests: dict[Any, Callable[[int], bool]] = {
            codes.AT_BEGINNING: lambda at: at == 0,
            codes.AT_END: lambda at: (
                self.text[at:] in ("", "\n") if at + 1 >= len(self.text) else False
            ),
            codes.AT_BOUNDARY: boundary,
            codes.AT_NON_BOUNDARY: lambda at: not boundary(at),
        }
        test = tests[where]

        def node(at: int, then: Then) -> int | None:
            self.steps += 1
            return then(at) if test(at) else None

        return node

    def _again(self, group: int) -> Node:
        def node(at: int, then: Then) -> int | None:
            self.steps += 1
            if group not in self.groups:
                return None
            said = self.text[slice(*self.groups[group])]
            return then(at + len(said)) if self.text.startswith(said, at) else None

        return node


def _test(code: Any, value: Any, flags: int) -> Callable[[str], bool]:
    """Whether a letter is one that a part of a pattern is of."""
    if code is codes.ANY:
        return lambda letter: letter != "\n"
    items = value if code is codes.IN else [(codes.LITERAL, value)]
    wanted = not (code is codes.NOT_LITERAL or items[0][0] is codes.NEGATE)
    letters = {chr(item) for kind, item in items if kind is codes.LITERAL}
    ranges = [item for kind, item in items if kind is codes.RANGE]
    categories = [_CATEGORIES[item] for kind, item in items if kind is codes.CATEGORY]
    known: dict[str, bool] = {}

    def one(letter: str) -> bool:
        return (
            letter in letters
            or any(first <= ord(letter) <= last for first, last in ranges)
            or any(category(letter) for category in categories)
        )

    def test(letter: str) -> bool:
        if letter not in known:
            forms = {letter, letter.lower(), letter.upper()} if flags & re.I else {letter}
            known[letter] = any(one(form) for form in forms if len(form) == 1) == wanted
        return known[letter]

    return test


def samples(pattern: re.Pattern[str], seed: int) -> Iterator[str]:
    """Texts that a pattern was made for, and the beginnings and ends of such, without end."""
    chosen, tree = random.Random(seed), parser.parse(pattern.pattern, pattern.flags)
    while True:
        made = _sample(tree, chosen)[:60] or "a"
        cut = chosen.randrange(len(made))
        yield chosen.choice((made, made[cut:], made[: cut + 1], f"{made[: cut + 1]} "))


def _sample(tree: Any, chosen: random.Random) -> str:
    return "".join(_sampled(code, value, chosen) for code, value in tree)


def _sampled(code: Any, value: Any, chosen: random.Random) -> str:
    if code in _REPEATS:
        least, most, inner = value
        count = chosen.choice((least, min(most, least + 1), min(most, max(least, 3))))
        return "".join(_sample(inner, chosen) for _ in range(count))
    if code is codes.SUBPATTERN:
        return _sample(value[3], chosen)
    if code is codes.ATOMIC_GROUP:
        return _sample(value, chosen)
    if code is codes.BRANCH:
        return _sample(chosen.choice(value[1]), chosen)
    if code is codes.ASSERT:
        return _sample(value[1], chosen)
    if code in (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY):
        test = _test(code, value, 0)
        known = "aA1 \n.,'’-–/(:x\"“#@$%&|>Zé"
        own = [
            chr(v)
            for k, v in (value if code is codes.IN else [(code, value)])
            if k is codes.LITERAL
        ]
        fitting = [letter for letter in known if test(letter)] + own * (
            code is not codes.NOT_LITERAL
        )
        return chosen.choice([letter for letter in fitting if test(letter)] or ["a"])
    return ""
