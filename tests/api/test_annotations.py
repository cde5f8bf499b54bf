"""Other tools read the library's annotations: every public member's resolve, without importing anything more."""

from __future__ import annotations

import functools
import inspect
import subprocess
import sys
import typing
from collections.abc import Iterator

import pytest

import afterschool_policy
from afterschool_policy.audit.replay import Replay
from afterschool_policy.casefile import CaseFile, CaseFinding, Changes, Entity, EntityFact, Support
from afterschool_policy.decision.composite import CompositeDecision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.population.by_row import ByRow
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.population import Population
from afterschool_policy.population.rejects import Rejects
from afterschool_policy.population.report import TableReport

EXPORTED = [getattr(afterschool_policy, name) for name in afterschool_policy.__all__]
OTHERS = [CaseFile, CaseFinding, Changes, CompositeDecision, Entity, EntityFact, Replay, SingleDecision, Support]
OF_TABLES = [ByRow, DecidedTable, Population, Rejects, TableReport]
CLASSES = [kind for kind in (*EXPORTED, *OTHERS, *OF_TABLES) if inspect.isclass(kind)]


def functions(kind: type) -> Iterator[object]:
    """The public methods, and the functions behind public properties."""
    for name in dir(kind):
        member = inspect.getattr_static(kind, name)
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield member.fget
        elif isinstance(member, functools.cached_property):
            yield member.func
        elif inspect.isfunction(getattr(member, "__func__", member)):
            yield getattr(member, "__func__", member)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_public_annotation_resolves(kind: type) -> None:
    typing.get_type_hints(kind)
    for function in functions(kind):
        hints = typing.get_type_hints(function)
        assert not [hint for hint in hints.values() if isinstance(hint, str | typing.ForwardRef)], function


def test_they_resolve_in_a_process_that_imported_nothing_else() -> None:
    lines = [
        "import typing, afterschool_policy",
        "from afterschool_policy import Policy, Decision",
        "for name in ('load', 'decide', 'decide_many', 'facts', 'open_case', 'over', 'replay', 'sensitivity'):",
        "    typing.get_type_hints(getattr(Policy, name))",
        "for name in ('explain', 'why_not', 'turns_on', 'ask_next', 'record', 'page'):",
        "    typing.get_type_hints(getattr(Decision, name))",
        "import sys; assert not {'pydantic', 'yaml', 'jinja2', 'numpy', 'pyarrow'} & set(sys.modules)",
    ]
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)


def test_the_test_sees_what_it_looks_for() -> None:
    class Hidden:
        def method(self) -> NotImported:  # noqa: F821  # what is looked for
            ...

    (function,) = functions(Hidden)
    with pytest.raises(NameError):
        typing.get_type_hints(function)
