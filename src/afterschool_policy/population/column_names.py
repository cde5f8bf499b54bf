"""Which columns of a table tell which facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from afterschool_policy.diagnostics import Diagnostic, Field, suggestion
from afterschool_policy.vocabulary.intake import spec_of
from afterschool_policy.vocabulary.model import Vocabulary


def facts_among(
    vocabulary: Vocabulary, columns: Iterable[str], mapping: Mapping[str, str]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The columns that tell a fact, with its name, and what is wrong with their names.

    What is neither mapped nor called as a fact is carried along; in a group of facts it is a mistake.
    """
    told: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for called in columns:
        fact = mapping.get(called, called)
        if spec_of(vocabulary, fact) is None:
            if called in mapping or ("." in fact and fact.partition(".")[0] in vocabulary.groups):
                fields: dict[str, Field] = {"name": fact, "suggestion": suggestion(fact, vocabulary.facts)}
                faults.append(Diagnostic("fact-unknown", fields=fields, path=(called,)))
        elif fact in told.values():
            faults.append(Diagnostic("fact-twice", fields={"name": fact}, path=(called,)))
        else:
            told[called] = fact
    names = tuple(columns)
    missing = (called for called in mapping if called not in names)
    faults += [Diagnostic.of("table-column", name=called, allowed=names) for called in missing]
    return told, faults
