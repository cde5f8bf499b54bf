"""The cases that failed when they were last run, kept in the user's cache folder: right, or not there.

They are known by file and name, so that lines may move. Without a home or a place to write nothing is kept.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from platformdirs import user_cache_path

from afterschool_policy.positions import Span


class Named(Protocol):
    """A case, a history, or the result of one."""

    @property
    def span(self) -> Span:
        """Its place."""

    @property
    def id(self) -> str:
        """Its name for reports."""


def key_of(each: Named) -> str:
    """By what it is known from one run to the next."""
    return json.dumps([Path(each.span.file.path).resolve().as_posix(), each.id], ensure_ascii=False)


def read() -> frozenset[str]:
    """The keys of those that failed when they were last run."""
    place = _place()
    with contextlib.suppress(OSError, ValueError):
        kept = json.loads(place.read_text(encoding="utf-8")) if place is not None else []
        return frozenset(key for key in kept if isinstance(key, str))
    return frozenset()


def write(run: Iterable[Named], failed: Iterable[Named]) -> None:
    """Keep what failed of what was run; what was not run stays as it was, as long as its file is there."""
    place = _place()
    before = read().difference(map(key_of, run))
    keys = sorted({key for key in before if _is_there(key)}.union(map(key_of, failed)))
    if place is None or (not keys and not place.exists()):
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = place.with_suffix(".new")
        aside.write_text(json.dumps(keys, ensure_ascii=False), encoding="utf-8")
        aside.replace(place)


def _is_there(key: str) -> bool:
    with contextlib.suppress(ValueError, TypeError, IndexError, OSError):
        return Path(json.loads(key)[0]).exists()
    return False


def _place() -> Path | None:
    with contextlib.suppress(OSError, RuntimeError):  # nobody's home
        return user_cache_path("afterschool-policy") / "failed.json"
    return None
