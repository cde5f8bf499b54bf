"""The parts of a rule that mean nothing where they stand, and those that are lacking, in the rule and its readings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.idle import idle_parts
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.tree import Fact
from afterschool_policy.law.modalities import MODALITIES, WRITTEN, Modality
from afterschool_policy.law.model import Alternative, Body, Rule
from afterschool_policy.law.parts import DECIDES, DEFINES, KEPT_TO, KINDS, ONE_VALUE, PARTS, STATES, kinds_of
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind

_OWN = ("due", "reason", "otherwise")
_A_FACT = Text("一项事实", "a fact")
_SPLIT = Text("写成两条规则：一条作定义，一条规定数值。", "Write two rules: one that defines, one that states a value.")
_ONLY_OF_A_BOOLEAN = Text("删去它：只有是非才有反面的说法。", "Remove it: only a boolean has an opposite to tell.")
_SILENT = Text("silent: true 的读法", "a reading that is silent")
_ONLY_SILENT = Text(
    "这一读法下没有这条规则的，只写 silent: true；否则删去 silent。",
    "Where the reading leaves no such rule, write `silent: true` alone; else remove `silent`.",
)
_ANOTHER_VALUE = Text(
    "写出这一读法下的 value；定义和参数不能没有。",
    "Write the `value` under this reading: a definition or a parameter is never absent.",
)


def part_faults(document: AuthoredDocument[RuleEntry], rule: Rule) -> Iterator[Diagnostic]:
    """A diagnostic for each part that such a rule lacks, and for each that means nothing in it or a reading of it."""
    modality = MODALITIES.get(rule.modality)
    if modality is None or not modality.written:
        allowed = ", ".join(row.name for row in WRITTEN)
        problem = Text(f"modality 只能是 {allowed}", f"modality can only be {allowed}")
        hint = suggestion(rule.modality, [row.name for row in WRITTEN])
        yield Diagnostic.of("wrong-shape", document.span("modality"), problem=problem, suggestion=hint)
        return
    parts = _Parts(document, rule, modality)
    yield from parts.of_kinds()
    yield from parts.of_types()
    yield from parts.of_base()
    for alternative in rule.alternatives:
        yield from parts.of_alternative(alternative)


class _Parts:
    """The parts of one rule of a known modality."""

    def __init__(self, document: AuthoredDocument[RuleEntry], rule: Rule, modality: Modality) -> None:
        self._document = document
        self._model = document.model
        self._rule = rule
        self._modality = modality
        self._kinds = kinds_of([kind for kind in KINDS if getattr(self._model, kind) is not None])

    def of_kinds(self) -> Iterator[Diagnostic]:
        """What the rule cannot be at once, and a modality that such a rule does not have."""
        kind, modality = self._kinds[-1], self._model.modality
        if kind == STATES and DEFINES in self._kinds:
            yield self._idle((STATES,), KINDS[DEFINES], _SPLIT)
        elif kind == STATES and DECIDES in self._kinds:
            yield self._idle((DECIDES,), KINDS[STATES], ONE_VALUE)
        elif DECIDES not in self._kinds and modality != KEPT_TO[kind]:
            instead = Text(f"写成 modality: {KEPT_TO[kind]}。", f"Write modality: {KEPT_TO[kind]}.")
            yield self._idle(("modality",), KINDS[kind], instead)
        if modality == KEPT_TO[STATES] and STATES not in self._kinds:
            yield self._lacking(STATES)

    def of_types(self) -> Iterator[Diagnostic]:
        """A unit, an enumeration or a negation beside a value that has none."""
        model, value = self._model, self._rule.body.value
        typed = [part for part in ("type", "unit", "codes") if getattr(model, part) is not None]
        if DEFINES in self._kinds and len(typed) > 1:
            where = Text(f"已有 {typed[0]} 的定义", f"a definition that has a `{typed[0]}`")
            instead = Text(
                "日期、时刻写 type，数写 unit，代码写 codes，只留一样。",
                "A date or time has a `type`, a number a `unit`, a code `codes`: keep one.",
            )
            yield self._idle((typed[1],), where, instead)
        if DEFINES in self._kinds and model.negation is not None:
            for part in ("type", "unit", "codes"):
                if getattr(model, part) is not None:
                    where = Text(f"有 {part} 的定义", f"a definition that has a `{part}`")
                    yield self._idle(("negation",), where, _ONLY_OF_A_BOOLEAN)
        if STATES in self._kinds and value is not None:
            for part, kind in (("unit", Kind.NUMBER), ("codes", Kind.LIST)):
                if getattr(model, part) is not None and value.type.kind is not kind:
                    given = value.type.describe()
                    where = Text(f"值为{given.zh}的参数", f"a parameter that is {given.en}")
                    instead = Text(
                        "删去它：unit 用于数，codes 用于代码的列表。",
                        "Remove it: a number has a `unit`, a list of codes has `codes`.",
                    )
                    yield self._idle((part,), where, instead)

    def of_base(self) -> Iterator[Diagnostic]:
        """The faults of the rule under its default readings."""
        if DECIDES not in self._kinds and self._model.value is None:
            yield self._lacking("value")
        if self._kinds == (DECIDES,) and self._model.decision is None:
            yield self._lacking(DECIDES)
        yield from self._of_parts(self._model, self._rule.body, ())

    def of_alternative(self, alternative: Alternative) -> Iterator[Diagnostic]:
        """The faults of one reading of the rule."""
        path = ("readings", alternative.reading, alternative.code)
        entry = (self._model.readings[alternative.reading] or {})[alternative.code]
        parts = sorted(entry.model_fields_set - {"silent"})
        if entry.silent:
            yield from (self._idle((*path, part), _SILENT, _ONLY_SILENT) for part in parts)
            if DECIDES not in self._kinds:
                yield self._idle((*path, "silent"), KINDS[self._kinds[-1]], _ANOTHER_VALUE)
            return
        if not parts:
            yield Diagnostic.of("part-repeated", self._document.key_span(*path), part=alternative.code)
        changed = {part: getattr(entry, part) for part in parts}
        yield from self._of_parts(
            self._model.model_copy(update=changed), alternative.over(self._rule.body), path, parts
        )
        for part in parts:
            one, other = (getattr(body, part, None) for body in (alternative.body, self._rule.body))
            if changed[part] == getattr(self._model, part) or (one == other and one):
                yield Diagnostic.of("part-repeated", self._document.key_span(*path, part), part=part)

    def _of_parts(
        self, read: RuleEntry, body: Body, path: KeyPath, changed: list[str] | None = None
    ) -> Iterator[Diagnostic]:
        """The faults of the parts written at a path; `read` and `body` are the whole rule with them."""
        written = [part for part in changed or PARTS if getattr(read, part) not in (None, [])]
        for part in written:
            row = PARTS[part]
            if row.kinds.isdisjoint(self._kinds):
                yield self._idle((*path, part), KINDS[self._kinds[-1]], row.instead_in(self._kinds[-1]))
            elif part in _OWN and part not in self._modality.parts:
                yield self._not_of_modality((*path, part))
            elif row.needs is not None and getattr(read, row.needs) is None:
                where = Text(f"没有 {row.needs} 的规则", f"a rule without `{row.needs}`")
                instead = Text(f"补上 {row.needs}，或者删去它。", f"Add `{row.needs}`, or remove it.")
                yield self._idle((*path, part), where, instead)
        if DECIDES in self._kinds:
            if self._modality.condition_needed and read.condition is None and read.due is None and not read.refer:
                yield self._lacking("condition", path)
            yield from self._of_deciding(written, body, path)
            others = () if path else tuple(self._under_readings())
            yield from idle_parts(self._document, self._modality, body, path, written, others=others)

    def _under_readings(self) -> Iterator[tuple[Collection[str], Body]]:
        """The readings that say something, each as the parts that it changes and the rule under it."""
        for alternative in self._rule.alternatives:
            entry = (self._model.readings[alternative.reading] or {})[alternative.code]
            if not entry.silent:
                yield entry.model_fields_set, alternative.over(self._rule.body)

    def _of_deciding(self, written: list[str], body: Body, path: KeyPath) -> Iterator[Diagnostic]:
        """What a part says that holds without it, and what it refers to that is not there."""
        document = self._document
        tells = body.amounts or body.values  # these are told where the rule speaks, as it does by what it states
        if "otherwise" in written and body.otherwise is self._modality.when_false and not tells:
            yield Diagnostic.of("part-repeated", document.key_span(*path, "otherwise"), part="otherwise")
        if "reason" in written and body.reason is not None and not isinstance(body.reason, Fact):
            given = body.reason.type.describe()
            yield Diagnostic.of("wrong-type", document.span(*path, "reason"), wanted=_A_FACT, given=given)
        if body.due is not None and body.due.amount is not None and body.due.amount not in dict(body.amounts):
            span = document.span(*path, "due", "amount")
            yield Diagnostic.of("part-missing", span, modality=self._rule.modality, part="amounts")

    def _not_of_modality(self, path: KeyPath) -> Diagnostic:
        part, modality = str(path[-1]), self._rule.modality
        having = ", ".join(name for name, row in MODALITIES.items() if part in row.parts)
        where = Text(f"“{modality}”类规则", f"a rule of modality `{modality}`")
        instead = Text(
            f"删去它，或者改用合适的 modality：{having}。", f"Remove it, or choose the modality that fits: {having}."
        )
        return self._idle(path, where, instead)

    def _idle(self, path: KeyPath, where: Text, instead: Text) -> Diagnostic:
        span = self._document.key_span(*path)
        return Diagnostic.of("part-not-allowed", span, part=str(path[-1]), where=where, instead=instead)

    def _lacking(self, part: str, path: KeyPath = ()) -> Diagnostic:
        span = self._document.key_span(*path) if path else self._document.span()
        return Diagnostic.of("part-missing", span, modality=self._rule.modality, part=part)
