"""The front door: a policy to decide with. Arguments in, results out, and nothing else here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decider import Decider
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.engines.choice import DEFAULT, ENGINES, engine_for_replay
from afterschool_policy.explain.results import OtherReading
from afterschool_policy.law import bundle
from afterschool_policy.law.model import Clause, DecisionSpec, Law, Reading, Rule
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.plain_intake import PlainIntake

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from afterschool_policy.audit.recording import Recorder
    from afterschool_policy.audit.replay import Replay
    from afterschool_policy.casefile import CaseFile


class Policy:
    """A policy document as rules. Immutable, safe to share between threads, picklable."""

    def __init__(self, law: Law, warnings: tuple[Diagnostic, ...] = ()) -> None:
        self._law = law
        self.warnings = warnings
        self._plain_intake = PlainIntake(law.vocabulary)
        self._decider = Decider(law)

    def __reduce__(self) -> tuple[type[Policy], tuple[Law, tuple[Diagnostic, ...]]]:
        return type(self), (self._law, self.warnings)

    @classmethod
    def load(cls, path: str | Path | None = None, *, cache: bool = True) -> Policy:
        """The policy in a folder or a bundle, or the one shipped with the package.

        Args:
            path: a policy folder, or a file that `bundle` filled.
            cache: whether a folder may be taken as it was compiled before, where no file in it has changed. What
                was compiled before no longer knows the lines that its rules stand on.

        Raises:
            InvalidPolicy: with all diagnostics, where one of them is an error.
        """
        from pathlib import Path

        place = Path(path) if path is not None else shipped()
        if place.is_file():
            return cls.from_bundle(place.read_bytes())
        from afterschool_policy.compile.load import law_in

        return cls(*law_in(place, cache=cache))

    @classmethod
    def from_bundle(cls, data: bytes) -> Policy:
        """The policy in a bundle.

        Raises:
            InvalidPolicy: where the bytes are no bundle, or damaged.
        """
        return cls(bundle.loads(data))

    def bundle(self) -> bytes:
        """The checked policy as data, to ship and to pin: read back by `from_bundle` without YAML."""
        return bundle.dumps(self._law)

    def decide(
        self,
        decision: str,
        facts: Mapping[str, object] | BaseModel | Facts,
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        engine: str = DEFAULT,
        log: Recorder | None = None,
    ) -> Decision:
        """Answer one question.

        Args:
            decision: its name, one of `decisions`.
            facts: `{"reader": {"age": 12}}`, a `facts_model`, or what `facts` returned. What is absent or
                null is unknown.
            as_of: the day whose law decides; without it the latest version of every rule.
            readings: alternatives of the register to decide by instead of the defaults, by id.
            engine: "compiled"; "durable", a Rete network that decides independently; "both", which raises where these
                two differ; or "walking", the plain definition that every engine is held to.
            log: where the decision is written down, a `DecisionLog`, or what its `labelled` and `batch` give.

        Raises:
            InvalidFacts: with every mistake in the facts.
            InvalidRequest: for an unknown decision, reading or engine, or one that is not installed.
            EngineDisagreement: where "both" differ; it holds both explanations.
            EngineFault: where the durable engine did not work as it has to.
            LogFailure: where the decision could not be written down.
        """
        if log is not None:
            made = self.decide(decision, facts, as_of=as_of, readings=readings, engine=engine)
            log.append(made, self)
            return made
        known = facts if isinstance(facts, Facts) else self.facts(facts)
        return self._decider.decide(decision, known, as_of, readings, engine)

    def decide_many(
        self,
        decision: str,
        facts: Iterable[Mapping[str, object] | BaseModel | Facts],
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        log: Recorder | None = None,
    ) -> Iterator[Decision]:
        """Answer one question for many sets of facts, one after the other."""
        for each in facts:
            yield self.decide(decision, each, as_of=as_of, readings=readings, log=log)

    def open_case(
        self,
        facts: Mapping[str, object] | None = None,
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        engine: str = "compiled",
    ) -> CaseFile:
        """A case file: facts of many entities that arrive and go, and the findings that hold on them.

        Args:
            facts: what is known from the start, as `CaseFile.assert_facts` takes it, or as `CaseFile.facts` gave it.
            as_of, readings, engine: as for `decide`. The day is a fact of the file and can be amended.

        Raises:
            InvalidFacts: with every mistake in the facts.
            InvalidRequest: for an unknown reading or engine.
        """
        from afterschool_policy.casefile import CaseFile
        from afterschool_policy.casefile.strategies import strategy_of

        chosen = self._decider.chosen(readings)
        deciding = self._decider.engine(engine)
        case = CaseFile(
            self._law,
            strategy=strategy_of(deciding.name),
            readings=chosen,
            setting_of=lambda spec, day, starts: self._decider.settings.of(spec, day, starts, chosen, deciding),
            facts_of=self.facts,
        )
        if as_of is not None:
            group, _, name = self._law.instrument.as_of_fact.partition(".")
            case.assert_facts({group: {name: as_of}})
        case.assert_facts(facts or {})
        return case

    def facts(self, given: Mapping[str, object] | BaseModel) -> Facts:
        """Facts, checked once to decide many times.

        Raises:
            InvalidFacts: with every unknown name, wrong type, code out of its closed list and value out of range.
        """
        plain = given if isinstance(given, Mapping) else given.model_dump(exclude_none=True)
        values = self._plain_intake.values(plain)
        if values is not None:
            return Facts(values)
        from afterschool_policy.vocabulary.intake import take

        return take(self._law.vocabulary, plain, derived=self._decider.settings.derived)

    def sensitivity(self, decision: Decision) -> tuple[OtherReading, ...]:
        """What each other reading would make of a decision, as `Decision.other_readings` tells it."""
        return decision.other_readings

    def replay(
        self, record: Mapping[str, object], *, as_of: date | None = None, readings: Mapping[str, str] | None = None
    ) -> Replay:
        """Decide again what a record holds and compare, part by part and rule by rule.

        Args:
            record: what `Decision.record` gave, of this edition or an earlier one.
            as_of: another day to decide for than the record's.
            readings: other readings to decide by than the record's.

        Raises:
            InvalidRequest: where it cannot be decided again, with the reason: masked facts that are needed, an engine
                that is not there, a later edition of the record, a question that this policy does not know.
            InvalidFacts: where this policy does not know a fact that the record holds.
        """
        from afterschool_policy.audit.replay import replayed
        from afterschool_policy.record.reading import asked_in

        asked = asked_in(record, self._law.vocabulary)
        if asked.engine not in ENGINES:
            fields = {"name": asked.engine, "allowed": ", ".join(ENGINES)}
            raise InvalidRequest([Diagnostic("replay-engine", fields=fields)])
        decision = self.decide(
            asked.decision,
            asked.facts if as_of is None else self._without_day(asked.facts),
            as_of=as_of or asked.as_of,
            readings=asked.readings if readings is None else readings,
            engine=engine_for_replay(asked.engine),
        )
        return replayed(record, decision)

    @property
    def decisions(self) -> Mapping[str, DecisionSpec]:
        """The questions it answers, by name."""
        return self._law.decisions

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every version of every rule, in the order of the document."""
        return self._law.rules

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """The segments of the text, by id, in its order."""
        return self._law.clauses

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The register of contested readings, by id."""
        return self._law.readings

    @property
    def law(self) -> Law:
        """The whole checked policy."""
        return self._law

    @property
    def fingerprint(self) -> str:
        """The revision: a digest of the policy's content."""
        return self._law.fingerprint

    @cached_property
    def facts_model(self) -> type[BaseModel]:
        """A pydantic model of all facts, for callers who want completion and types; every field may be None."""
        from afterschool_policy.vocabulary.facts_model import facts_model

        return facts_model(self._law.vocabulary)

    def _without_day(self, facts: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
        """Facts without the day that they were decided for."""
        day = self._law.instrument.as_of_fact
        return {
            group: {name: value for name, value in inner.items() if f"{group}.{name}" != day}
            for group, inner in facts.items()
        }


def shipped() -> Path:
    """The policy that the package carries, as a bundle; in a checkout, the folder that is edited."""
    from pathlib import Path

    packaged = Path(__file__).parent / "_policy" / "bundle.jsonl"
    return packaged if packaged.is_file() else Path(__file__).parents[2] / "policy"
