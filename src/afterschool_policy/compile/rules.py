"""A rule with typed trees, built from its document; every fault in its parts has its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import (
    AlternativeEntry,
    CasesTable,
    CodesTable,
    Computation,
    EffectiveEntry,
    Parts,
    RuleEntry,
)
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.expressions import Expressions, typed
from afterschool_policy.compile.modality import outcome_faults
from afterschool_policy.compile.parts import part_faults
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.compile.scope import parameter_value, parameter_values
from afterschool_policy.compile.tables import Computations, Leaf
from afterschool_policy.diagnostics import Diagnostic, Field, suggestion
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.tree import Node
from afterschool_policy.law import model as law
from afterschool_policy.law.eras import era_on
from afterschool_policy.positions import Span
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, Kind, Type, alike
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import group_of

_DECISION = Text("规则的 decision", "the `decision` of a rule")
_OF_A_RECORD = Text("定义名单各条的事实的规则", "a rule that defines a fact of each record of a list")
_DEFINED_APART = Text(
    "只作定义；事项由另一条规则回答，用 any、all、sum 等汇总各条。",
    "Let it only define; another rule answers the question, by any, all, sum over the records.",
)
_NO_RULES_OF_ITS_OWN = Text(
    "它汇总其他事项，自己没有规则；写规则所回答的那个事项。",
    "It gathers other questions and has no rules of its own: name the question that the rule answers.",
)

_OF_TRUTHS = Text("值为是非的参数的表格", "a table of a parameter that is true or false")
_DEFINE_IT = Text("写成定义（define）。", "Write it as a definition (`define`).")
_WITHOUT_END = Text("没有 to 的版本", "a version without `to`")
_END_IT = Text("写上 to，或者删去它。", "Write `to`, or remove it.")


@dataclass(frozen=True, slots=True)
class RuleContext:
    """All that a rule may refer to: what its expressions read, and clauses, readings and decisions by id.

    `eras` tell how these read earlier, `first_day` is that of the policy itself.
    """

    scope: Scope
    clauses: Mapping[str, law.Clause]
    readings: Mapping[str, law.Reading]
    decisions: Mapping[str, law.DecisionSpec]
    eras: Sequence[law.Era] = ()
    first_day: date = date.min

    def default_of(self, reading: law.Reading, effective: law.Effective) -> str:
        """The default on the first day of a version, by which the parts of its own are written."""
        day = effective.first if isinstance(effective.first, date) else self.first_day
        era = era_on(self.eras, date.min if effective.first is None else day)
        return (reading if era is None else era.readings.get(reading.id, reading)).default


def rule_of(document: AuthoredDocument[RuleEntry], context: RuleContext) -> tuple[law.Rule, list[Diagnostic]]:
    """The typed rule and its faults; parts that have faults are left out of it."""
    builder = _RuleBuilder(document, context)
    return builder.rule(), builder.faults


class _RuleBuilder:
    """One rule as it is built; `faults` fills as it goes."""

    def __init__(self, document: AuthoredDocument[RuleEntry], context: RuleContext) -> None:
        self.faults: list[Diagnostic] = []
        self._document = document
        self._model = document.model
        self._context = context
        self._scope = context.scope
        if self._model.define is not None and group_of(self._model.define) in context.scope.members:
            self._scope = replace(context.scope, member=group_of(self._model.define))
        self._effective = _effective(self._model.effective, context.clauses.get(self._model.clauses[0]))
        self._expressions = Expressions(document, self._scope, self.faults)
        decision = self._model.decision
        self._decisions = [decision] if isinstance(decision, str) else decision or []
        self._specs = [context.decisions[name] for name in self._decisions if name in context.decisions]

    def rule(self) -> law.Rule:
        """The rule from the parts that are sound."""
        model, context = self._model, self._context
        self._check_items("unknown-clause", model.clauses, context.clauses, ("clauses",))
        self._check_items("unknown-decision", self._decisions, context.decisions, ("decision",))
        self._check_audits()
        if self._scope.member is not None and self._decisions:
            span = self._document.key_span("decision")
            self._fault("part-not-allowed", span, part="decision", where=_OF_A_RECORD, instead=_DEFINED_APART)
        for name in model.readings:
            if name not in context.readings:
                span, hint = self._document.key_span("readings", name), suggestion(name, context.readings)
                self._fault("unknown-reading", span, name=name, suggestion=hint)
        for path, override in model.every_override:
            self._check_items("unknown-clause", override.clauses, context.clauses, (*path, "clauses"))
        self._check_end()
        body = self._body(model, ())
        rule = law.Rule(
            id=model.rule,
            version=model.version,
            title=model.title.text(),
            clauses=tuple(model.clauses),
            modality=model.modality,
            effective=self._effective,
            body=body,
            alternatives=tuple(self._alternatives()),
            readings=tuple(name for name in model.readings if name in context.readings),
            decisions=tuple(self._decisions),
            define=model.define,
            parameter=model.parameter,
            overrides=_overrides(model),
            label=model.label.text() if model.label else None,
            negation=model.negation.text() if model.negation else None,
            note=model.note.text() if model.note else None,
            span=self._document.key_span("rule"),
            bases=_bases(model),
            draft=model.draft,
            unsure=model.unsure.text() if model.unsure else None,
        )
        self.faults += part_faults(self._document, rule)
        self.faults += outcome_faults(rule, self._specs)
        return rule

    def _fault(self, code: str, span: Span, **fields: Field) -> None:
        self.faults.append(Diagnostic(code, span, fields))

    def _check_items(self, code: str, items: list[str], known: Collection[str], path: KeyPath) -> None:
        clauses = self._context.clauses
        likely = [name for name, clause in clauses.items() if clause.operative] if known is clauses else None
        self.faults += unknown_names(self._document, code, items, known, path, likely=likely)

    def _check_end(self) -> None:
        """Clauses end a version on a day."""
        entry, path = self._model.effective, ("effective", "ended_by")
        self._check_items("unknown-clause", entry.ended_by, self._context.clauses, path)
        if entry.ended_by and entry.to is None:
            span = self._document.key_span(*path)
            self._fault("part-not-allowed", span, part="ended_by", where=_WITHOUT_END, instead=_END_IT)

    def _check_audits(self) -> None:
        """An audit asks the other questions and never the rules."""
        for place, name in enumerate(self._decisions):
            spec = self._context.decisions.get(name)
            if spec is not None and spec.background is not None:
                span = self._document.span("decision", place)
                self._fault("part-not-allowed", span, part=name, where=_DECISION, instead=_NO_RULES_OF_ITS_OWN)

    def _body(self, parts: Parts, path: KeyPath) -> law.Body:
        """The parts at a path: the rule's own, or those of an alternative."""
        condition, expression = self._expressions.condition, self._expressions.expression
        return law.Body(
            applies=condition(parts.applies, (*path, "applies")),
            condition=condition(parts.condition, (*path, "condition")),
            unless=tuple(self._exemptions(parts, (*path, "unless"))),
            refer=tuple(self._referrals(parts, (*path, "refer"))),
            reason=None if parts.reason is None else expression(parts.reason, (*path, "reason"), None),
            due=law.Due(parts.due.act.text(), parts.due.amount) if parts.due else None,
            amounts=tuple(self._outputs(parts.amounts, (*path, "amounts"))),
            values=tuple(self._outputs(parts.values, (*path, "values"))),
            otherwise=parts.otherwise,
            value=self._value(parts, (*path, "value")),
        )

    def _exemptions(self, parts: Parts, path: KeyPath) -> Iterator[law.Exemption]:
        for place, exemption in enumerate(parts.unless or ()):
            self._check_items("unknown-clause", exemption.clauses, self._context.clauses, (*path, place, "clauses"))
            when = self._expressions.condition(exemption.when, (*path, place, "when"))
            if when is not None:
                yield law.Exemption(when, tuple(exemption.clauses), exemption.outcome)

    def _referrals(self, parts: Parts, path: KeyPath) -> Iterator[law.Referral]:
        for place, referral in enumerate(parts.refer or ()):
            when = self._expressions.condition(referral.when, (*path, place, "when"))
            if when is not None:
                yield law.Referral(when, referral.question.text(), referral.to.text() if referral.to else None)

    def _value(self, parts: Parts, path: KeyPath) -> Node | None:
        if parts.value is None or not (self._model.define or self._model.parameter):
            return None
        scope = self._scope
        if self._model.parameter is None:
            wanted = scope.derived.get(self._model.define or "", BOOLEAN)
            written = parts.value if not isinstance(parts.value, list) else str(parts.value)
            lists = isinstance(written, CasesTable) and wanted.item is not None
            of_leaf = (wanted.item or wanted) if lists else wanted
            node = self._computed(written, path, lambda text, at: self._defining(text, at, of_leaf), of_leaf)
            if node is None or alike(node.type, wanted):
                return node
            span = self._document.key_span(*path)
            self._fault("wrong-type", span, wanted=wanted.describe(), given=node.type.describe())
            return None
        constants, faults = parameter_values(self._document, parts.value, path, scope.codes)
        if parts is not self._model:  # the scope has reported the faults of the parameter's own value
            self.faults += faults
        if isinstance(parts.value, CasesTable | CodesTable):
            by_cases = self._by_cases(parts.value, path)
            return None if faults else by_cases
        return constants[0] if constants else None

    def _defining(self, text: str, path: KeyPath, wanted: Type) -> Node | None:
        """An expression that a definition comes to; one of a moment whose type the rule does not tell is told so."""
        made, errors = typed(text, self._scope, None) if wanted == BOOLEAN else (None, [])
        if made is not None and not errors and made.type.kind in (Kind.DATE, Kind.TIME):
            kind = made.type.kind.value
            self._fault("definition-type", self._document.span(*path), given=made.type.describe(), kind=kind)
            return None
        return self._expressions.expression(text, path, wanted)

    def _by_cases(self, written: CasesTable | CodesTable, path: KeyPath) -> Node | None:
        """A parameter by cases: a table whose rows give constants."""

        def constant(text: str, at: KeyPath) -> Node | None:
            return parameter_value(self._document, text, at, self._scope.codes)[0]

        before = len(self.faults)
        node = self._computed(written, path, constant, self._scope.parameters.get(self._model.parameter or ""))
        if node is not None and node.type.kind is Kind.BOOLEAN:
            self._fault(
                "part-not-allowed", self._document.key_span(*path), part="value", where=_OF_TRUTHS, instead=_DEFINE_IT
            )
            return None
        return node if len(self.faults) == before else None

    def _computed(self, written: Computation, path: KeyPath, leaf: Leaf, wanted: Type | None) -> Node | None:
        """A computation, whose single expressions `leaf` types."""

        def cites(clauses: list[str], at: KeyPath) -> None:
            self._check_items("unknown-clause", clauses, self._context.clauses, at)

        return Computations(self._expressions, leaf, wanted, cites).node(written, path)

    def _outputs(self, written: Mapping[str, Computation] | None, path: KeyPath) -> Iterator[tuple[str, Node]]:
        part = str(path[-1])
        for name, computation in (written or {}).items():
            declared: list[law.OutputSpec] = []
            for spec in self._specs:
                known: Mapping[str, law.OutputSpec] = getattr(spec, part)
                if name in known:
                    declared.append(known[name])
                    continue
                span, hint = self._document.key_span(*path, name), suggestion(name, known)
                self._fault("unknown-output", span, decision=spec.name, part=part, name=name, suggestion=hint)
            output = declared[0] if declared else None

            def leaf(text: str, at: KeyPath, output: law.OutputSpec | None = output) -> Node | None:
                hinted = part == "amounts" or text.isidentifier() or text.startswith("[")
                wanted = _output_type(output, part, text) if hinted and output is not None else None
                return self._expressions.expression(text, at, wanted)

            wanted = None if output is None else _output_type(output, part, str(computation))
            node = self._computed(computation, (*path, name), leaf, wanted)
            if node is None:
                continue
            if wanted is None or _fits_declared(node.type, wanted):
                yield name, node
            else:
                span = self._document.span(*path, name)
                self._fault("wrong-type", span, wanted=wanted.describe(), given=node.type.describe())

    def _alternatives(self) -> Iterator[law.Alternative]:
        for reading, alternatives in self._model.readings.items():
            entry = self._context.readings.get(reading)
            if entry is None:
                continue
            own = self._context.default_of(entry, self._effective)
            allowed = [choice for choice in entry.choices if choice != own]
            for code, parts in (alternatives or {}).items():
                path = ("readings", reading, code)
                if code not in allowed:
                    span, hint = self._document.key_span(*path), suggestion(code, allowed)
                    known = tuple(allowed)
                    self._fault("unknown-alternative", span, reading=reading, name=code, allowed=known, suggestion=hint)
                    continue
                body = self._body(parts, path)
                if parts.silent:
                    yield law.Alternative(reading, code, frozenset({"silent"}), law.Body(silent=True))
                else:
                    changed = frozenset(parts.model_fields_set - {"silent"})
                    yield law.Alternative(reading, code, changed, body, _overrides(parts), _bases(parts))


def _overrides(entry: RuleEntry | AlternativeEntry) -> tuple[tuple[str, Text], ...]:
    """The rules that give way, each with the reason."""
    return tuple((override.rule, override.basis.text()) for override in entry.overrides)


def _bases(entry: RuleEntry | AlternativeEntry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The clauses by which rules give way, where clauses say so."""
    return tuple((override.rule, tuple(override.clauses)) for override in entry.overrides if override.clauses)


def _output_type(output: law.OutputSpec, part: str, text: str) -> Type | None:
    if part == "amounts":
        return Type(Kind.NUMBER, unit=Unit.parse(output.unit or "1"))
    if output.codes is None:
        return None
    code = Type(Kind.CODE, codes=output.codes)
    return code if text.isidentifier() else Type(Kind.LIST, item=code)


def _fits_declared(given: Type, wanted: Type) -> bool:
    """Whether an output is what was declared; one code may stand for a list of codes."""
    return alike(given, wanted) or (wanted.item is not None and alike(given, wanted.item))


def _effective(entry: EffectiveEntry, clause: law.Clause | None) -> law.Effective:
    """The days of a version; `in_force` is the first day of its first clause, where that has one of its own."""
    first = None if entry.from_ == "always" else entry.from_
    if first == "in_force" and clause is not None and clause.first is not None:
        first = clause.first
    return law.Effective(first, entry.to, gap=entry.gap is not None, ended_by=tuple(entry.ended_by))
