"""detente, loaded once: its commands run in forks that need load nothing.

The language model and the tables take seconds to load, and a command is run thousands of times.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from breaking.running import Limits, Outcome, forked


class Kernel:
    """The loaded coder, and commands run with it.

    Making one changes this process: detente's own parser and coder are loaded once for all.
    """

    def __init__(self, folder: Path) -> None:
        import detente.language
        from detente import api, pipeline

        self.folder = folder
        self.coder = pipeline.Coder.load()
        parser, load, loaded = self.coder.parser, pipeline.Coder.load, self.coder
        made = type(parser)

        def parser_for(model: str | None = None, words: Any = None) -> Any:
            return parser if model is None else made(model, words)

        def coder_for(
            model: Any = None, codebook: Any = None, actors: Any = (), **more: Any
        ) -> Any:
            own = model is not None or codebook is not None or actors or more
            return load(model, codebook, actors, **more) if own else loaded

        vars(detente.language)["Parser"] = vars(pipeline)["Parser"] = parser_for
        setattr(pipeline.Coder, "load", staticmethod(coder_for))  # noqa: B010
        self.api = api
        (entry,) = entry_points(group="console_scripts", name="detente")
        self.main: Callable[[], None] = entry.load()
        self._warm()
        gc.collect()
        gc.freeze()

    def _warm(self) -> None:
        """Fills what is loaded at first use, so that no run is counted or timed with it."""
        from breaking.reports import EXAMPLES, paths

        list(self.api.annotate(paths(EXAMPLES)))
        from detente.merging import merge
        from detente.positions import discourse

        annotations = list(self.api.annotate(paths(EXAMPLES)[:3]))
        merge(annotations)
        discourse(annotations)

    def command(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        limits: Limits = Limits(),  # noqa: B008  (immutable)
        before: Callable[[], None] = lambda: None,
        **more: Any,
    ) -> Outcome:
        """Runs ``detente`` with *arguments* in the folder *cwd*; *before* is called first."""

        def work() -> None:
            os.chdir(cwd or self.folder)
            sys.argv = ["detente", *map(str, arguments)]
            for name in [name for name in os.environ if name.startswith("DETENTE_")]:
                del os.environ[name]
            before()
            self.main()

        return forked(work, limits, **more)

    def exports(self, record: Path, cwd: Path | None = None) -> dict[str, bytes]:
        """The exports of a record in all formats; one that can't be written is its message."""
        from detente.export import FORMATS

        found = {}
        for name in FORMATS:
            done = self.command("export", "--format", name, "--record", record, cwd=cwd)
            found[name] = done.out if done.status == 0 else b"FAILED\n" + done.err
        return found

    def merged(self, record: Path) -> bool | None:
        """Whether a record's events are those of its reports; nothing where it does not open."""

        def look() -> bool:
            with self.api.open_record(record) as opened:
                return bool(opened.merged)

        found = forked(look)
        return bool(found.result) if found.status == 0 else None
