"""Takes a policy folder; writes its lock file, so that every version in it counts as released."""

from __future__ import annotations

from pathlib import Path

from afterschool_policy.authoring.loader import LOCK, load
from afterschool_policy.authoring.release import lock_text


def release(folder: Path) -> tuple[int, int]:
    """Release every version that is not released yet; gives how many were released before and are now."""
    authored = load(folder)
    released = authored.lock.model.root if authored.lock is not None else {}
    (folder / LOCK).write_text(lock_text(authored.rules, released), encoding="utf-8")
    names = {f"{each.model.rule}@{each.model.version}" for each in authored.rules}
    return len(released), len({*released, *names})
