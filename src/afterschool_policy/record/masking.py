"""Takes a record and the names of facts that must not be in it; gives it without them, and without what tells of them.

The reasons, amounts and missing facts of an answer that reads such a fact depend on its value, so they go with it. The
outcome stays: it is what was decided. `erased` lists what is gone as JSON pointers, as in Open Policy Agent's log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from afterschool_policy.record.canonical import Record

_TELLING = ("findings", "citations", "missing", "amounts", "values", "readings")
_WORDS = ("value", "source", "grounds")


def erased(record: Record, secret: Set[str], reads: Mapping[str, Iterable[str]]) -> Record:
    """The record without the values of the facts in `secret`; `reads` names the facts that each part reads."""
    gone: list[str] = []
    kept: Record = dict(record)
    kept["facts"] = _without(_object(record, "facts"), secret, gone)
    kept["determinations"] = {
        name: _wordless(name, _object(_object(record, "determinations"), name), gone) if name in secret else each
        for name, each in _object(record, "determinations").items()
    }
    needed = {part: secret & set(names) for part, names in reads.items()}
    if any(needed.values()):
        for part, names in needed.items():
            if part and names:
                parts = _object(kept, "parts")
                inner = _object(parts, part)
                gone += [f"/parts/{part}/{key}" for key in _TELLING if key in inner]
                left: Record = {key: each for key, each in inner.items() if key not in _TELLING}
                kept["parts"] = {**parts, part: left}
        whole = [key for key in (*_TELLING, "explanations") if key in kept]
        gone += [f"/{key}" for key in whole]
        kept = {key: each for key, each in kept.items() if key not in whole}
    kept["erased"] = [*sorted(gone)]
    kept["replay_needs"] = [*sorted(set[str]().union(*needed.values()))]
    return kept


def _without(facts: Record, secret: Set[str], gone: list[str]) -> Record:
    kept: Record = {}
    for group in facts:
        inner = _object(facts, group)
        gone += [f"/facts/{group}/{name}" for name in inner if f"{group}.{name}" in secret]
        left: Record = {name: each for name, each in inner.items() if f"{group}.{name}" not in secret}
        if left:
            kept[group] = left
    return kept


def _wordless(name: str, said: Record, gone: list[str]) -> Record:
    """Who determined it and when, and not what or why."""
    gone += [f"/determinations/{name}/{key}" for key in _WORDS if key in said]
    return {key: each for key, each in said.items() if key not in _WORDS}


def _object(record: Record, key: str) -> Record:
    inner = record[key]
    assert isinstance(inner, dict), key
    return inner
