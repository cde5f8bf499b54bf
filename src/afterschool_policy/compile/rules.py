"""Takes authored rules and the scope; gives typed rules, and every fault in their parts, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from afterschool_policy.authoring import models
from afterschool_policy.authoring.loader import Document
from afterschool_policy.authoring.yaml_reader import Scalar, find, find_key
from afterschool_policy.compile.scope import stated_value
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.checker import Scope, check
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.operators import notation
from afterschool_policy.language.parser import parse
from afterschool_policy.language.tree import Apply, Node
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import (
    Alternative,
    Body,
    Clause,
    DecisionSpec,
    Due,
    Effective,
    Exemption,
    OutputSpec,
    Reading,
    Referral,
    Rule,
)
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome, in_words_of
from afterschool_policy.values.types import BOOLEAN, Kind, Type, alike
from afterschool_policy.values.units import Unit

Path = tuple[str | int, ...]


class RuleBuilder:
    """Types one rule after another against the same scope; `faults` fills as it goes."""

    def __init__(
        self,
        scope: Scope,
        clauses: Mapping[str, Clause],
        readings: Mapping[str, Reading],
        decisions: Mapping[str, DecisionSpec],
    ) -> None:
        self._scope = scope
        self._clauses = clauses
        self._readings = readings
        self._decisions = decisions
        self.faults: list[Diagnostic] = []

    def rule(self, document: Document[models.Rule]) -> Rule:
        """The typed rule; parts that have faults are left out of it."""
        model = document.model
        decisions = [model.decision] if isinstance(model.decision, str) else model.decision or []
        self._names(document, ("clauses",), model.clauses, self._clauses, "unknown-clause")
        self._names(document, ("decision",), decisions, self._decisions, "unknown-decision")
        self._names(document, ("readings",), model.readings, self._readings, "unknown-reading", keys=True)
        specs = [self._decisions[each] for each in decisions if each in self._decisions]
        body = self._body(document, model, (), specs)
        self._modality(document, body)
        rule = Rule(
            id=model.rule,
            version=model.version,
            title=model.title.text(),
            clauses=tuple(model.clauses),
            modality=model.modality,
            effective=_effective(model.effective),
            body=body,
            alternatives=tuple(self._alternatives(document, specs)),
            readings=tuple(each for each in model.readings if each in self._readings),
            decisions=tuple(decisions),
            define=model.define,
            parameter=model.parameter,
            overrides=tuple((each.rule, each.basis.text()) for each in model.overrides),
            label=model.label.text() if model.label else None,
            note=model.note.text() if model.note else None,
            span=find_key(document.node, ("rule",)),
        )
        self._outcomes(document, rule, specs)
        return rule

    # --------------------------------------------------------------------------------------------- references
    def _fault(self, code: str, document: Document[models.Rule], path: Path, **fields: Text | str) -> None:
        self.faults.append(Diagnostic(code, find(document.node, path).span, fields))

    def _names(
        self,
        document: Document[models.Rule],
        path: Path,
        names: Iterable[str],
        known: Iterable[str],
        code: str,
        *,
        keys: bool = False,
    ) -> None:
        known = list(known)
        for place, name in enumerate(names):
            if name in known:
                continue
            at = (*path, name if keys else place)
            span = find_key(document.node, at) if keys else find(document.node, at).span
            self.faults.append(Diagnostic(code, span, {"name": name, "suggestion": suggestion(name, known)}))

    # -------------------------------------------------------------------------------------------------- parts
    def _body(
        self, document: Document[models.Rule], parts: models.Parts, path: Path, specs: list[DecisionSpec]
    ) -> Body:
        amounts = self._outputs(document, parts.amounts or {}, (*path, "amounts"), specs)
        values = self._outputs(document, parts.values or {}, (*path, "values"), specs)
        return Body(
            applies=self._maybe(document, parts.applies, (*path, "applies")),
            condition=self._maybe(document, parts.condition, (*path, "condition")),
            unless=tuple(self._exemptions(document, parts, path)),
            refer=tuple(self._referrals(document, parts, path)),
            reason=self._reason(document, parts, path),
            due=Due(parts.due.act.text(), parts.due.amount) if parts.due else None,
            amounts=amounts,
            values=values,
            otherwise=parts.otherwise,
            value=self._value(document, parts, path),
        )

    def _exemptions(self, document: Document[models.Rule], parts: models.Parts, path: Path) -> Iterable[Exemption]:
        for place, each in enumerate(parts.unless or ()):
            at = (*path, "unless", place)
            self._names(document, (*at, "clauses"), each.clauses, self._clauses, "unknown-clause")
            when = self._condition(document, each.when, (*at, "when"))
            if when is not None:
                yield Exemption(when, tuple(each.clauses), each.outcome)

    def _referrals(self, document: Document[models.Rule], parts: models.Parts, path: Path) -> Iterable[Referral]:
        for place, each in enumerate(parts.refer or ()):
            when = self._condition(document, each.when, (*path, "refer", place, "when"))
            if when is not None:
                yield Referral(when, each.question.text(), each.to.text() if each.to else None)

    def _reason(self, document: Document[models.Rule], parts: models.Parts, path: Path) -> Node | None:
        if parts.reason is None:
            return None
        return self._expression(document, parts.reason, (*path, "reason"), None)

    def _value(self, document: Document[models.Rule], parts: models.Parts, path: Path) -> Node | None:
        model = document.model
        if parts.value is None:
            return None
        if model.parameter is not None:
            if not path:  # the scope has told the faults of the parameter's own value
                return stated_value(document, dict(self._scope.codes))[0]
            stated, faults = stated_value(document, dict(self._scope.codes), parts.value, (*map(str, path), "value"))
            self.faults += faults
            return stated
        wanted = self._scope.derived.get(model.define or "", BOOLEAN)
        return self._expression(document, str(parts.value), (*path, "value"), wanted)

    def _outputs(
        self, document: Document[models.Rule], written: Mapping[str, str], path: Path, specs: list[DecisionSpec]
    ) -> tuple[tuple[str, Node], ...]:
        part = str(path[-1])
        done: list[tuple[str, Node]] = []
        for name, text in written.items():
            declared = [(spec, getattr(spec, part).get(name)) for spec in specs]
            for spec, output in declared:
                if output is None:
                    known = list(getattr(spec, part))
                    span = find_key(document.node, (*path, name))
                    near = suggestion(name, known)
                    self.faults.append(
                        Diagnostic.of("unknown-output", span, decision=spec.name, part=part, name=name, suggestion=near)
                    )
            wanted = next((_output_type(output, part, text) for _, output in declared if output is not None), None)
            hint = wanted if part == "amounts" or text.isidentifier() or text.startswith("[") else None
            node = self._expression(document, text, (*path, name), hint)
            if node is not None and wanted is not None and not _fits(node.type, wanted):
                span = find(document.node, (*path, name)).span
                self.faults.append(
                    Diagnostic.of("wrong-type", span, wanted=wanted.describe(), given=node.type.describe())
                )
            elif node is not None:
                done.append((name, node))
        return tuple(done)

    # --------------------------------------------------------------------------------------------- conditions
    def _maybe(self, document: Document[models.Rule], condition: models.Condition | None, path: Path) -> Node | None:
        return None if condition is None else self._condition(document, condition, path)

    def _condition(self, document: Document[models.Rule], condition: models.Condition, path: Path) -> Node | None:
        match condition:
            case models.AllOf(all=members):
                return self._joined(document, "and", members, (*path, "all"))
            case models.AnyOf(any=members):
                return self._joined(document, "or", members, (*path, "any"))
            case models.NotOf(negated=member):
                inner = self._condition(document, member, (*path, "not"))
                return None if inner is None else Apply("not", (inner,), BOOLEAN)
        return self._expression(document, condition, path, BOOLEAN)

    def _joined(
        self, document: Document[models.Rule], symbol: str, members: list[models.Condition], path: Path
    ) -> Node | None:
        nodes = [self._condition(document, each, (*path, place)) for place, each in enumerate(members)]
        done = tuple(each for each in nodes if each is not None)
        if len(done) < len(nodes):
            return None
        return done[0] if len(done) == 1 else Apply(symbol, done, BOOLEAN)

    def _expression(self, document: Document[models.Rule], text: str, path: Path, wanted: Type | None) -> Node | None:
        try:
            tree = parse(str(text))
        except ExpressionError as error:
            self._expression_fault(document, path, error)
            return None
        node, faults = check(tree, self._scope, wanted)
        for fault in faults:
            self._expression_fault(document, path, fault)
        return node

    def _expression_fault(self, document: Document[models.Rule], path: Path, error: ExpressionError) -> None:
        node = find(document.node, path)
        span = node.within(error.at.start, error.at.end) if isinstance(node, Scalar) else node.span
        fields = dict(error.fields)
        if error.code == "unknown-function":
            functions = notation().functions
            fields |= {"suggestion": suggestion(str(fields["name"]), functions), "allowed": ", ".join(functions)}
        self.faults.append(Diagnostic(error.code, span, fields))

    # ----------------------------------------------------------------------------------------------- readings
    def _alternatives(self, document: Document[models.Rule], specs: list[DecisionSpec]) -> Iterable[Alternative]:
        for reading, alternatives in document.model.readings.items():
            entry = self._readings.get(reading)
            for code, parts in (alternatives or {}).items():
                path = ("readings", reading, code)
                if entry is None:
                    continue
                if code not in entry.choices or code == entry.default:
                    allowed = [each for each in entry.choices if each != entry.default]
                    self.faults.append(
                        Diagnostic.of(
                            "unknown-alternative",
                            find_key(document.node, path),
                            reading=reading,
                            name=code,
                            allowed=", ".join(allowed),
                            suggestion=suggestion(code, allowed),
                        )
                    )
                    continue
                body = self._body(document, parts, path, specs)
                if parts.silent:
                    yield Alternative(reading, code, frozenset({"silent"}), Body(silent=True))
                    continue
                yield Alternative(reading, code, frozenset(parts.model_fields_set - {"silent"}), body)

    # ----------------------------------------------------------------------------------------------- modality
    def _modality(self, document: Document[models.Rule], body: Body) -> None:
        model = document.model
        modality = MODALITIES.get(model.modality)
        if modality is None:
            allowed = ", ".join(MODALITIES)
            problem = Text(f"modality 只能是 {allowed}", f"modality can only be {allowed}")
            self._fault("wrong-shape", document, ("modality",), problem=problem)
            return
        for part in ("due", "reason", "otherwise"):
            if getattr(model, part) is not None and part not in modality.parts:
                span = find_key(document.node, (part,))
                self.faults.append(Diagnostic("part-not-allowed", span, {"part": part, "modality": model.modality}))
        stated = model.parameter is not None or model.define is not None
        if stated and model.value is None:
            self._fault("part-missing", document, (), modality=model.modality, part="value")
        if not stated and model.value is not None:
            span = find_key(document.node, ("value",))
            self.faults.append(Diagnostic("part-not-allowed", span, {"part": "value", "modality": model.modality}))
        if not stated and model.decision is None:
            self._fault("part-missing", document, (), modality=model.modality, part="decision")
        decides = not stated and modality.condition_needed
        if decides and model.condition is None and model.due is None and not model.refer:
            self._fault("part-missing", document, (), modality=model.modality, part="condition")
        if body.due is not None and body.due.amount is not None and body.due.amount not in dict(body.amounts):
            self._fault("part-missing", document, ("due", "amount"), modality=model.modality, part="amounts")

    def _outcomes(self, document: Document[models.Rule], rule: Rule, specs: list[DecisionSpec]) -> None:
        for spec in specs:
            for outcome in sorted(_reachable(rule)):
                if in_words_of(spec.answers, outcome) is None:
                    self.faults.append(
                        Diagnostic("outcome-not-listed", rule.span, {"outcome": outcome, "decision": spec.name})
                    )


def _reachable(rule: Rule) -> set[Outcome]:
    """Every outcome that the rule can come to, in its own words."""
    modality = MODALITIES.get(rule.modality)
    reached: set[Outcome] = set()
    if modality is None or not rule.decisions:
        return reached
    for body in (rule.body, *(each.body for each in rule.alternatives if "condition" in each.parts)):
        reached |= {each.outcome for each in body.unless}
        if body.refer or body.reason is not None:
            reached.add(Outcome.NEEDS_HUMAN_JUDGEMENT)
        if body.due is not None:
            reached.add(Outcome.REQUIRED)
        if body.condition is not None:
            reached |= {each for each in (modality.when_true, body.otherwise or modality.when_false) if each}
        elif not modality.condition_needed and modality.when_true is not None:
            reached.add(modality.when_true)
    return reached


def _output_type(output: OutputSpec, part: str, text: str) -> Type | None:
    if part == "amounts":
        return Type(Kind.NUMBER, unit=Unit.parse(output.unit or "1"))
    if output.codes is None:
        return None
    code = Type(Kind.CODE, codes=output.codes)
    return code if text.isidentifier() else Type(Kind.LIST, item=code)


def _fits(given: Type, wanted: Type) -> bool:
    """Whether an output is what was declared; one code may stand for a list of codes."""
    return alike(given, wanted) or (wanted.item is not None and alike(given, wanted.item))


def _effective(model: models.Effective) -> Effective:
    first = None if model.from_ == "always" else model.from_
    return Effective(first, model.to, gap=model.gap is not None)
