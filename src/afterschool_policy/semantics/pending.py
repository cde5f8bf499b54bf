"""The single tests through which an open conclusion could still change the decision, and the facts they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from afterschool_policy.language.evaluate import Values, truth_of
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Node,
    Parameter,
    Presuming,
    Row,
    Table,
    Value,
    children,
    facts_of,
    is_connective,
    walk,
)
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.semantics.grounds import rows_in_effect
from afterschool_policy.semantics.ways import FIELDS, Said, Step, Way, said, steps_of, ways_of
from afterschool_policy.values.truth import Truth, negate

Effect = tuple[int, bool]
"""What an outcome of a rule does to the decision: its weight there, and whether it defeats other rules."""


def pending_atoms(
    conclusion: Conclusion, effect: Callable[[Said], Effect], of_atom: Callable[[Node], Truth], *, is_open: bool
) -> tuple[Node, ...]:
    """The unknown atoms of the parts that could change the effect; `is_open`: the rule has no outcome yet."""
    body, modality, parts = conclusion.body, MODALITIES[conclusion.rule.modality], conclusion.parts
    steps = steps_of(body, [(part.role, part.truth) for part in parts])

    def effect_of(way: Way) -> Effect:
        return effect(said(body, modality, way))

    if len(set(map(effect_of, ways_of(steps).each()))) == 1:
        return ()
    alike: dict[object, bool] = {}  # of many exceptions most stand among the same others
    atoms: list[Node] = []
    for part, step, around in zip(parts, steps, distinct_around(steps), strict=True):
        if part.truth is Truth.UNKNOWN:
            if (step, around) not in alike:
                # An unknown amount alone can keep a rule from saying what is due.
                holds_back = part.role == "known" and is_open
                alike[step, around] = holds_back or matters(step, *around, effect_of)
            if alike[step, around]:
                atoms += open_atoms(part.tree, of_atom)
    return tuple(dict.fromkeys(atoms))


def distinct_around(steps: Sequence[Step]) -> Iterator[tuple[Sequence[Step], Sequence[Step]]]:
    """For each step those before and after it, each once: a second one like it makes no difference."""
    before: list[tuple[Step, ...]] = [()]
    after: list[tuple[Step, ...]] = [()]
    for step, last in zip(steps[:-1], steps[:0:-1], strict=True):
        before.append(before[-1] if step in before[-1] else (*before[-1], step))
        after.append((last, *(each for each in after[-1] if each != last)))
    return zip(before, after[::-1], strict=True)


def matters(step: Step, before: Sequence[Step], after: Sequence[Step], effect_of: Callable[[Way], Effect]) -> bool:
    """Whether one part alone can change the effect, for some way in which the others turn out."""
    role, _, outcome = step
    # It counts where no exception before it holds, and no other question is put.
    rivals = [each for each in (*before, *(after if role == "refer" else ())) if each[0] == role]
    if any(truth is Truth.TRUE for _, truth, _ in rivals):
        return False
    first = [each for each in before if each[0] != role]
    last = [each for each in after if role != "refer" or each[0] != role]
    field = FIELDS.get(role, role)
    otherwise = getattr(ways_of([*first, (role, Truth.FALSE, outcome), *last]), field)
    return any(
        effect_of(way) != effect_of(way._replace(**{field: value}))
        for way in ways_of([*first, (role, Truth.TRUE, outcome), *last]).each()
        for value in otherwise
    )


def open_atoms(tree: Node, of_atom: Callable[[Node], Truth]) -> list[Node]:
    """The atoms on which the truth of an unknown tree depends: unknown themselves, with nothing above them known."""
    if isinstance(tree, Presuming):
        return open_atoms(tree.known, of_atom)
    if is_connective(tree) or isinstance(tree, Derived):
        below = children(tree)
        if not below:
            return [tree]
        confirming = is_connective(tree) and tree.operator.asks_again
        return [
            atom
            for child in below
            if (truth := truth_of(child, of_atom, presuming=False)) is Truth.UNKNOWN
            or (confirming and truth is Truth.FALSE)
            for atom in (_all_atoms(child, of_atom) if confirming else open_atoms(child, of_atom))
        ]
    return [tree]


def _all_atoms(tree: Node, of_atom: Callable[[Node], Truth], wanted: Truth = Truth.TRUE) -> list[Node]:
    """Below `confirmed`, every test that is not yet as it is `wanted`: what came out otherwise is looked into again."""
    if isinstance(tree, Presuming):
        return _all_atoms(tree.known, of_atom, wanted)
    if is_connective(tree) or (isinstance(tree, Derived) and children(tree)):
        below = negate(wanted) if isinstance(tree, Apply) and tree.operator.truth is negate else wanted
        return [atom for child in children(tree) for atom in _all_atoms(child, of_atom, below)]
    return [] if isinstance(tree, Constant) or of_atom(tree) is wanted else [tree]


def unknown_in(test: Node, known: Mapping[str, Value]) -> tuple[str, ...]:
    """The facts that an open test waits for: the unknown ones, and in the rows of a table what is to be confirmed.

    Of a list that is known to leave records out it is whether it does. Where there is nothing of all that it is what
    the test rests on: below `confirmed`, or where one was told in part, they have to be looked into again. It is none
    of them where a parameter or definition is not in force, so that no fact helps.
    """
    return waited_for(test, Values(known))


def waited_for(test: Node, values: Values) -> tuple[str, ...]:
    """The same of what is worked out on some facts."""
    known = values.facts
    names = tuple(dict.fromkeys(_rested_on(test, values)))
    unknown = tuple(name for name in names if name not in known)
    if unknown or any(map(_is_unstated, walk(test))):
        return tuple(dict.fromkeys((*unknown, *_to_be_confirmed(test, values))))
    for found in (_left_out, _to_be_confirmed):
        if again := tuple(dict.fromkeys(found(test, values))):
            return again
    return names


def _to_be_confirmed(test: Node, values: Values) -> Iterator[str]:
    """The known facts in the rows of tables that are to be confirmed there, and are not yet."""
    for node in walk(test):
        if isinstance(node, Table) and not node.hit.completes:
            for row in rows_in_effect(node, values, presuming=False):
                yield from (name for name in open_in_row(row, values) if name in values.facts)


def read_alone(test: Node) -> str | None:
    """The one fact that a test reads, for which it then waits whatever is known; None where it takes more to tell."""
    names = facts_of(test)
    tells = len(names) == 1 and not any(isinstance(node, Table) or _is_unstated(node) for node in walk(test))
    return names[0] if tells else None


def _left_out(test: Node, values: Values) -> Iterator[str]:
    """The facts by which the lists that it reads leave records out."""
    for node in walk(test):
        if isinstance(node, Table) and node.hit.completes:
            yield from (name for row in node.rows for name in open_in_row(row, values))


def _is_unstated(node: Node) -> bool:
    """Whether it is the name of a parameter or definition of which no version is in force."""
    return (isinstance(node, Parameter) and node.value is None) or (isinstance(node, Derived) and node.body is None)


def _rested_on(node: Node, values: Values) -> Iterator[str]:
    """The facts that the value of a node rests on, of a table those of the rows that can still give it."""
    if isinstance(node, Fact):
        yield node.name
    if not isinstance(node, Table):
        for child in children(node):
            yield from _rested_on(child, values)
        return
    for row in rows_in_effect(node, values, presuming=False):
        yield from open_in_row(row, values)
        yield from (name for name in facts_of(row.when) if name in values.facts)
        yield from _rested_on(row.value, values)


def open_in_row(row: Row, values: Values) -> Iterator[str]:
    """The facts on which it turns whether a row of a table holds: unknown, or known and still to be confirmed."""
    if values.row_truth(row, presuming=False) is Truth.UNKNOWN:
        for atom in open_atoms(row.when, values.truth):
            yield from waited_for(atom, values)
