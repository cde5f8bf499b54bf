"""The policies that a log keeps: whether each is what it is kept as, and the names that they know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from afterschool_policy.audit.log.model import Fault, Query
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, InvalidRequest
from afterschool_policy.diagnostics.requests import unknown_request
from afterschool_policy.law import bundle
from afterschool_policy.law.model import Law
from afterschool_policy.record.canonical import sha256
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome

_DECISION, _OUTCOME = Text("事项", "decision"), Text("结论", "outcome")
_CLAUSE, _RULE, _READING = Text("条款", "clause"), Text("规则", "rule"), Text("读法", "reading")
_REVISION = Text("政策版本", "policy revision")


def fault_of(revision: object, noted: object, data: object) -> Fault | None:
    """What is wrong with a policy that is kept under a revision, beside a note of its digest."""
    shown = str(revision)
    if not isinstance(data, bytes):
        return Fault("kept-policy", 0, 0, f"{shown}: {type(data).__name__}")
    if sha256(data) != noted:
        return Fault("kept-policy", 0, 0, f"{shown}: {str(noted)[:80]}, {sha256(data)}")
    try:
        law = bundle.loads(data)
    except (InvalidPolicy, RecursionError) as error:
        return Fault("kept-policy", 0, 0, f"{shown}: {error}")
    return None if law.fingerprint == revision else Fault("kept-policy", 0, 0, f"{shown}: {law.fingerprint}")


def same_policy(kept: bytes, own: bytes) -> bool:
    """Whether two bundles hold one policy; an earlier library may have written the same in other bytes."""
    if kept == own:
        return True
    try:
        return bundle.dumps(bundle.loads(kept)) == own
    except (InvalidPolicy, RecursionError):
        return False


def refuse_unknown(query: Query, kept: Iterable[tuple[str, bytes]]) -> None:
    """Raise for what a query names and no kept policy knows; where none can be read, nothing is known and all may be.

    Raises:
        InvalidRequest: with each such name, and the nearest one that is known.
    """
    revisions: list[str] = []
    laws: list[Law] = []
    for revision, data in kept:
        revisions.append(revision)
        laws += _readable(data)
    faults = [] if not laws else [*_unknown(query, laws)]
    if query.revision is not None and revisions:
        named = query.revision if ":" in query.revision else f"sha256:{query.revision}"
        if not any(revision.startswith(named) for revision in revisions):
            faults.append(unknown_request(_REVISION, query.revision, sorted(revisions), "revision"))
    if query.outcome is not None and query.outcome not in list(Outcome):
        faults.append(unknown_request(_OUTCOME, query.outcome, [outcome.value for outcome in Outcome], "outcome"))
    if faults:
        raise InvalidRequest(faults)


def _unknown(query: Query, laws: Sequence[Law]) -> Iterator[Diagnostic]:
    rules = [rule for law in laws for rule in (*law.rules, *law.limits)]
    readings = [reading for law in laws for reading in law.readings.values()]
    version, choice = "@" in (query.rule or ""), "=" in (query.reading or "")
    choices = (f"{reading.id}={code}" for reading in readings for code in reading.choices)
    for what, name, known in (
        (_DECISION, query.decision, (name for law in laws for name in law.decisions)),
        (_CLAUSE, query.clause, (name for law in laws for name in law.clauses)),
        (_RULE, query.rule, (rule.name if version else rule.id for rule in rules)),
        (_READING, query.reading, choices if choice else (reading.id for reading in readings)),
    ):
        if name is not None and name not in (names := dict.fromkeys(known)):
            yield unknown_request(what, name, names, what.en)


def _readable(data: bytes) -> list[Law]:
    try:
        return [bundle.loads(data)]
    except (InvalidPolicy, RecursionError):
        return []
