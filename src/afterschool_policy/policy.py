"""The front door: a policy to decide with. Arguments in, results out, and nothing else here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence
from datetime import date
from functools import cached_property, partial
from os import PathLike
from typing import TYPE_CHECKING, Literal, get_args, overload

from afterschool_policy.audit.recording import Recorder
from afterschool_policy.audit.replay import Replay
from afterschool_policy.casefile import CaseFile
from afterschool_policy.decision.clauses import NO_CLAUSES
from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decider import Decider
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.diagnostics import (
    Diagnostic,
    InvalidFacts,
    InvalidPolicy,
    InvalidRequest,
    LogFailure,
    PolicyError,
    shown,
)
from afterschool_policy.diagnostics.requests import (
    columns_wanted,
    day,
    known_entry,
    known_name,
    mistyped,
    of_type,
    several_names,
    stored_text,
)
from afterschool_policy.engines.choice import DEFAULT, ENGINES, engine_for_replay
from afterschool_policy.explain.results import OtherReading
from afterschool_policy.law import bundle
from afterschool_policy.law.model import Clause, DecisionSpec, Law, Reading, Rule
from afterschool_policy.law.sealing import sealed
from afterschool_policy.law.signing import opened, refuse_release, signed
from afterschool_policy.population.population import Population
from afterschool_policy.population.residual import Residual
from afterschool_policy.semantics.listing import listed
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.facts import Facts, FactsModel, checked_by, stated
from afterschool_policy.vocabulary.model import Vocabulary
from afterschool_policy.vocabulary.plain_intake import PlainIntake
from afterschool_policy.vocabulary.records import told_apart

if TYPE_CHECKING:
    from pathlib import Path

OnError = Literal["raise", "collect"]
_ON_ERROR, _DECISION = Text("做法", "way"), Text("一项决定", "a decision")
_RULE = Text("规则", "rule")
_PLACE, _BYTES = Text("路径", "a path"), Text("bytes", "bytes")
_PLACES = Text("若干路径", "several paths")
_NAMES = Text("“列: 事实”的对应表", "a mapping of columns to facts")
_SETS, _LOG = Text("若干组事实", "several sets of facts"), Text("决定日志", "a decision log")


class Policy:
    """A policy document as rules that answer questions. Immutable, safe to share between threads, picklable.

    Made by `Policy.load` or `Policy.from_bundle`.

    Attributes:
        warnings (tuple[Diagnostic, ...]): What the check of the policy found that does not keep it from loading.
    """

    def __init__(self, law: Law, warnings: tuple[Diagnostic, ...] = ()) -> None:
        self._law = law = sealed(law)
        self.warnings = warnings
        self._plain_intake = PlainIntake(law.vocabulary)
        self._decider = Decider(law)

    def __reduce__(self) -> tuple[type[Policy], tuple[Law, tuple[Diagnostic, ...]]]:
        return type(self), (self._law, self.warnings)

    @classmethod
    def load(
        cls,
        path: str | PathLike[str] | None = None,
        *,
        cache: bool = True,
        key: str | PathLike[str] | None = None,
        least_release: int = 0,
        amendments: Sequence[str | PathLike[str]] = (),
        with_drafts: bool = False,
    ) -> Policy:
        """The policy in a folder or a bundle, or the one shipped with the package.

        Args:
            path: A policy folder, or a file that `bundle` filled.
            cache: Whether a folder may be taken as it was compiled before, where no file in it has changed. What
                was compiled before no longer knows the lines that its rules stand on (`rule.span` is None).
            key: A PEM file with the public key of whom releases the policy. With one, only a bundle that they signed is
                taken, and it is checked before anything in it is read.
            least_release: The least release that is taken with a key.
            amendments: Folders that are laid over a policy folder, each over those before it, after those in its own
                `amendments`.
            with_drafts: Whether the rules marked `draft` decide, too, as if they were law. Every decision then says
                so, and the revision is another. A bundle tells for itself whether it was made with drafts.

        Raises:
            InvalidPolicy: With all diagnostics, where one of them is an error.
            InvalidRequest: Where the key cannot be used, or a least release is named without a key.
        """
        from pathlib import Path

        from afterschool_policy.authoring.source_files import problem_of

        if isinstance(amendments, str | PathLike) or not isinstance(amendments, Iterable):
            raise mistyped("amendments", amendments, _PLACES, '["amendment"]')
        above = [Path(of_type(each, (str, PathLike), "amendments", _PLACE, '["amendment"]')) for each in amendments]
        if path is None and (packaged := _packaged()) is not None:
            return cls._from_bundle(packaged, above, key, least_release)
        # In a checkout the shipped policy is the folder that is edited.
        shipped = Path(__file__).parents[2] / "policy"
        place = shipped if path is None else Path(of_type(path, (str, PathLike), "path", _PLACE, '"policy"'))
        try:
            str(place).encode()
            data = place.read_bytes() if place.is_file() else None
        except (OSError, ValueError) as error:  # ValueError: no file system has such a name
            raise InvalidPolicy([Diagnostic.of("file-unreadable", problem=problem_of(error))]) from error
        if data is not None:
            return cls._from_bundle(data, above, key, least_release)
        if key is not None:
            raise InvalidPolicy([Diagnostic("bundle-unsigned")])
        refuse_release(least_release, 0)
        from afterschool_policy.compile.load import law_in

        return cls(*law_in(place, above, cache=cache, with_drafts=with_drafts))

    @classmethod
    def _from_bundle(
        cls, data: bytes, above: Sequence[Path], key: str | PathLike[str] | None, least_release: int
    ) -> Policy:
        """The policy in a bundle, which takes no amendments: it is checked as a whole."""
        if above:
            raise InvalidRequest([Diagnostic("amendment-of-a-bundle")])
        return cls.from_bundle(data, key=key, least_release=least_release)

    @classmethod
    def from_bundle(cls, data: bytes, *, key: str | PathLike[str] | None = None, least_release: int = 0) -> Policy:
        """The policy in a bundle.

        Args:
            data: What `bundle` gave: JSON lines in UTF-8.
            key: As in `load`.
            least_release: As in `load`.

        Raises:
            InvalidPolicy: Where the bytes are no bundle, or damaged.
            InvalidRequest: As in `load`.
        """
        given = of_type(data, bytes, "data", _BYTES, "policy.bundle()")
        return cls(bundle.loads(opened(given, key, least_release)))

    def bundle(self, *, key: str | PathLike[str] | None = None, release: int = 1) -> bytes:
        """The checked policy as data without code, to ship and to pin: read back by `from_bundle` without YAML.

        Args:
            key: A PEM file with a private Ed25519 key, to sign it with.
            release: The number of the signed release, greater with every one.

        Raises:
            InvalidPolicy: Where it came from a bundle that no compiler wrote so, and which would have another revision.
            InvalidRequest: Where the key cannot be used, the release is no number from 1 on, or there is no key for it;
                and for a key where drafts decide, which no release contains.
        """
        if key is not None and self._law.drafts:
            raise InvalidRequest([Diagnostic("drafts-signed")])
        return signed(bundle.of_revision(self._law), key, release)

    def decide(
        self,
        decision: str,
        facts: Mapping[str, object] | FactsModel | Facts,
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        clauses: Sequence[str] = NO_CLAUSES,
        engine: str = DEFAULT,
        log: Recorder | None = None,
    ) -> Decision:
        """The answer to one question.

        Args:
            decision: Name of the question, one of `decisions`.
            facts: Values by group and name, as in `{"reader": {"age": 12}}`, an instance of `facts_model`, or
                what `facts` returned. What is absent or None is unknown.
            as_of: The day whose law decides; without it, where the editions that could govern differ, the answer is
                undetermined and asks for the day.
            readings: Alternatives of the register to decide by instead of the defaults, as in
                `{"R-1": "narrow"}`.
            clauses: Ids of the clauses to go by alone, as in `["2.1"]`: then only rules that cite one of them answer,
                with definitions and parameters as they are. Without any, every rule of the question does.
            engine: `"compiled"`, the default; `"durable"`, a Rete network that decides independently; `"both"`, which
                raises where these two differ; `"columnar"`, which decides tables, on a single row; or `"walking"`, the
                plain definition that every engine is held to.
            log: Where the decision is written down: a `DecisionLog`, or what its `labelled` and `batch` give.

        Raises:
            InvalidFacts: With every mistake in the facts.
            InvalidRequest: For an unknown decision, reading, clause or engine, an engine that is not installed, or a
                clause on which no rule of the question stands.
            EngineDisagreement: Where `"both"` differ; it holds both explanations.
            EngineFault: Where the durable engine did not work as it has to.
            LogFailure: Where the decision could not be written down.
        """
        if log is not None:
            _check_log(log)
        known = facts if isinstance(facts, Facts) and facts.revision == self.fingerprint else self.facts(facts)
        made = self._decider.decide(decision, known, as_of, readings, engine, clauses)
        if log is not None:
            log.append(made, self)
        return made

    @overload
    def decide_many(
        self,
        decision: str,
        facts: Iterable[Mapping[str, object] | FactsModel | Facts],
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        clauses: Sequence[str] = NO_CLAUSES,
        engine: str = DEFAULT,
        log: Recorder | None = None,
        on_error: Literal["raise"] = "raise",
    ) -> Iterator[Decision]: ...

    @overload
    def decide_many(
        self,
        decision: str,
        facts: Iterable[Mapping[str, object] | FactsModel | Facts],
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        clauses: Sequence[str] = NO_CLAUSES,
        engine: str = DEFAULT,
        log: Recorder | None = None,
        on_error: Literal["collect"],
    ) -> Iterator[Decision | PolicyError]: ...

    def decide_many(
        self,
        decision: str,
        facts: Iterable[Mapping[str, object] | FactsModel | Facts],
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        clauses: Sequence[str] = NO_CLAUSES,
        engine: str = DEFAULT,
        log: Recorder | None = None,
        on_error: OnError = "raise",
    ) -> Iterator[Decision] | Iterator[Decision | PolicyError]:
        """The answers to one question for many sets of facts, in their order, each decided when it is asked for.

        The other arguments and the errors are those of `decide`; a log's `batch` writes many in few transactions. What
        is wrong in a set names its place among them (`Diagnostic.index`); what is wrong in the other arguments is
        raised before any is decided.

        Args:
            decision: Name of the question, one of `decisions`.
            facts: The sets of facts, each as `decide` takes it.
            as_of: As in `decide`.
            readings: As in `decide`.
            clauses: As in `decide`.
            engine: As in `decide`.
            log: As in `decide`.
            on_error: `"raise"` ends with the first set that cannot be decided; `"collect"` gives its error in its place
                and goes on. A log that fails is raised in either case.
        """
        if log is not None:
            _check_log(log)
        known_name(on_error, get_args(OnError), _ON_ERROR, "on_error")
        if isinstance(facts, str | bytes | Mapping) or not isinstance(facts, Iterable):
            raise mistyped("facts", facts, _SETS, "[{…}, {…}]")
        self._decider.decide(decision, Facts({}), as_of, readings, engine, clauses=clauses)

        def decided() -> Iterator[Decision | PolicyError]:
            for index, one in enumerate(facts):
                try:
                    yield self.decide(
                        decision, one, as_of=as_of, readings=readings, clauses=clauses, engine=engine, log=log
                    )
                except LogFailure:
                    raise
                except PolicyError as error:
                    if on_error == "raise":
                        raise error.within(index) from error
                    yield error.within(index)

        return decided()

    def over(
        self,
        table: object,
        *,
        names: Mapping[str, str] | None = None,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        clauses: Sequence[str] = NO_CLAUSES,
        on_error: OnError = "raise",
        first: int = 1,
    ) -> Population:
        """The cases of a whole table, a row each, to be decided together.

        Args:
            table: Columns by name (arrays of NumPy or Arrow, or lists), a table of Arrow, or what hands itself over as
                one: a frame of Polars or pandas, a relation of DuckDB. A column named as a fact (`reader.age`) tells
                it, so does one in a group (`{"reader": {"age": […]}}`); null is unknown. Others are carried along.
            names: Facts by the name of the column that tells them, where that is called otherwise.
            as_of: As in `decide`, for all rows; a column of the day tells it row by row.
            readings: As in `decide`.
            clauses: As in `decide`.
            on_error: `"raise"` refuses a table with a bad value; `"collect"` puts its rows apart, as `rejects`.
            first: The number by which messages call the first row.

        Raises:
            InvalidFacts: With every mistake in the names of columns; and with what is wrong in their values, counted by
                column, with examples.
            InvalidRequest: For what is no table; where NumPy, or for other tables than mappings pyarrow, is missing.
        """
        known_name(on_error, get_args(OnError), _ON_ERROR, "on_error")
        day(as_of, "as_of")
        with columns_wanted():
            from afterschool_policy.population import rows, tables, taking
        vocabulary = self._law.vocabulary
        columns, count = tables.raw_columns(table, vocabulary.groups)
        mapping = {} if names is None else of_type(names, Mapping, "names", _NAMES, '{"年龄": "reader.age"}')
        taken = (
            taking.taken_by_row(vocabulary, columns, count, mapping, self.facts)
            if self._decider.writes_out
            else taking.taken(vocabulary, columns, count, mapping)
        )
        facts_of = self.facts if self._decider.writes_out else lambda values: self._closed(Facts(values))
        how = rows.How(as_of, readings, clauses)
        made = Population(rows.CaseRows(self._decider, self._law, taken, how, facts_of, first=first), columns)
        if on_error == "raise" and len(made.rejects):
            raise InvalidFacts(made.rejects.summary)
        return made

    def residual(
        self,
        decision: str,
        facts: Mapping[str, object] | FactsModel | Facts,
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        clauses: Sequence[str] = NO_CLAUSES,
        columns: Sequence[str] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> Residual:
        """What is left of a question where some facts are fixed: the conditions on the others for each outcome.

        It says so in words, and in SQL as a query that finds the rows of a table.

        Args:
            decision: Name of a question, as in `decide`; an audit is asked question by question.
            facts: The facts that are the same in every row, as `decide` takes them.
            as_of: As in `decide`, for all rows.
            readings: As in `decide`.
            clauses: As in `decide`.
            columns: The columns that the table has: those named as facts tell them, the facts without a column are
                unknown in every row. Without it there is one for each open fact.
            names: Facts by the name of the column that tells them, where that is called otherwise.

        Raises:
            InvalidFacts: With every mistake in the facts, and in the names of columns.
            InvalidRequest: As for `decide`; for an audit, a policy with lists of records or facts told by period, facts
                that contradict one another, and where there are too many ways to say it.
        """
        from afterschool_policy.population.fixing import residual_of

        if columns is not None:
            columns = [stored_text(each, "columns") for each in several_names(columns, "columns")]
        mapping = {} if names is None else of_type(names, Mapping, "names", _NAMES, '{"年龄": "reader.age"}')
        made = self.decide(decision, facts, as_of=as_of, readings=readings, clauses=clauses)
        if not isinstance(made, SingleDecision):
            raise InvalidRequest([Diagnostic.of("residual-audit", name=decision, allowed=tuple(made.parts))])
        if self._decider.writes_out:
            raise InvalidRequest([Diagnostic("residual-records")])
        if self._law.eras and made.as_of is None:
            raise InvalidRequest([Diagnostic("residual-day")])
        return residual_of(made.basis, columns, mapping)

    def open_case(
        self,
        facts: Mapping[str, object] | None = None,
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
        engine: str = "compiled",
    ) -> CaseFile:
        """A case file: facts of many entities that arrive and go, and the findings that hold on them.

        It starts with `facts`, as `CaseFile.assert_facts` takes them or `CaseFile.facts` gave them. The other arguments
        are those of `decide`; the day is a fact of the file and can be amended.

        Raises:
            InvalidFacts: With every mistake in the facts.
            InvalidRequest: For an unknown reading or engine, and where the policy has facts that are told period by
                period.
        """
        if series := self._law.vocabulary.series:
            raise InvalidRequest([Diagnostic("case-series", fields={"name": series[0].name})])
        from afterschool_policy.casefile.strategies import strategy_of

        chosen = self._decider.chosen(readings)
        deciding = self._decider.engine(engine)
        owned = {group for type_ in self._law.entities.values() for group in type_.owns}
        case = CaseFile(
            self._law,
            strategy=strategy_of(deciding.name),
            readings=chosen,
            setting_of=partial(self._decider.setting_for, chosen=chosen, engine=deciding.name),
            facts_of=partial(self._checked, vocabulary=told_apart(self._law.vocabulary, owned)),
        )
        if as_of is not None:
            group, _, name = self._law.instrument.as_of_fact.partition(".")
            case.assert_facts({group: {name: day(as_of, "as_of")}})
        case.assert_facts({} if facts is None else facts)
        return case

    def facts(self, given: Mapping[str, object] | FactsModel | Facts) -> Facts:
        """Facts, checked once to decide many times.

        Args:
            given: Values by group and name, or an instance of `facts_model`; a pydantic model, dataclass or named
                tuple serves as well, for all groups or for one. A value is a boolean, a number (`int`, `float` or
                `Decimal`, in the unit of the fact), a code, a text, a date or time (or its text, as in `2021-09-01`
                and `18:30`), a list, or an `Evidence` around one of these; `{"value": …, "asserted_by": …}` says the
                same. Of facts of another policy, or of a decision, what was given is checked anew.

        Raises:
            InvalidFacts: With every unknown name, wrong type, code out of its closed list and value out of range.
        """
        values = self._plain_intake.values(given)  # most callers come so, and none should wait for the others
        if values is not None:
            return self._closed(Facts(values))
        return self._closed(self._checked(stated(given) if isinstance(given, Facts) else given))

    def sensitivity(self, decision: Decision) -> tuple[OtherReading, ...]:
        """What each other reading would make of a decision: its `Decision.other_readings`."""
        return of_type(decision, Decision, "decision", _DECISION, "policy.decide(…)").other_readings

    def replay(
        self, record: Mapping[str, object], *, as_of: date | None = None, readings: Mapping[str, str] | None = None
    ) -> Replay:
        """What a record decides to now, compared with it part by part and rule by rule.

        Args:
            record: What `Decision.record` gave, of this edition or an earlier one.
            as_of: Another day to decide for than the record's.
            readings: Other readings to decide by than the record's.

        Raises:
            InvalidRequest: Where it cannot be decided again, with the reason: masked facts that are needed, an engine
                that is not there, a later edition of the record, a question that this policy does not know.
            InvalidFacts: Where this policy does not know a fact that the record holds.
        """
        from afterschool_policy.audit.comparison import compare
        from afterschool_policy.record.reading import asked_in

        if not isinstance(record, Mapping):
            raise InvalidRequest([Diagnostic.of("record-shape", problem=shown(record))])
        asked = asked_in(record, self._law.vocabulary)
        if asked.engine not in ENGINES:
            raise InvalidRequest([Diagnostic.of("replay-engine", name=asked.engine, allowed=tuple(ENGINES))])
        decision = self.decide(
            asked.decision,
            asked.facts if as_of is None else self._without_day(asked.facts),
            as_of=asked.as_of if as_of is None else as_of,
            readings=asked.readings if readings is None else readings,
            clauses=asked.clauses,
            engine=engine_for_replay(asked.engine),
        )
        return compare(record, decision)

    @property
    def decisions(self) -> Mapping[str, DecisionSpec]:
        """The questions that the policy answers, by name."""
        return self._listed.decisions

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every version of every rule, in the order of the document; the limits of the whole policy are in `limits`."""
        return self._listed.rules

    @property
    def limits(self) -> tuple[Rule, ...]:
        """The limits of the whole policy, which a finding names as `scope-…@1`: outside them nothing applies."""
        return self._listed.limits

    @property
    def drafts(self) -> tuple[str, ...]:
        """Ids of the rules of which a draft decides as if it were law; none but where it was loaded with drafts."""
        return self._law.drafts

    def rule(self, name: str) -> Rule:
        """The version of a rule that a finding or citation names, as in `a-rule@1`, limits of the policy too.

        Raises:
            InvalidRequest: Where there is no such rule; a citation can also name an entailment.
        """
        named = {rule.name: rule for rule in (*self._listed.limits, *self.rules)}
        return known_entry(name, named, _RULE, "name")

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """The segments of the text, by id (as in `2.1`), in the order of the text."""
        return self._law.clauses

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The register of contested readings, by id (as in `R-1`)."""
        return self._listed.readings

    @property
    def law(self) -> Law:
        """The whole checked policy, its sentences as they are written: `{parameter.name}` where one tells a value."""
        return self._law

    @property
    def fingerprint(self) -> str:
        """The revision: `sha256:` and the digest of the policy's content."""
        return self._law.fingerprint

    @cached_property
    def facts_model(self) -> type[FactsModel]:
        """A pydantic model of all facts, for callers who want completion and types; every field may be None."""
        from afterschool_policy.vocabulary.facts_model import facts_model

        return facts_model(self._law.vocabulary)

    def _checked(self, given: Mapping[str, object] | FactsModel, vocabulary: Vocabulary | None = None) -> Facts:
        """The facts as they were given, without what they entail."""
        values = self._plain_intake.values(given)
        if values is not None:
            return Facts(values)
        from afterschool_policy.vocabulary.intake import take

        return take(vocabulary or self._law.vocabulary, given, derived=self._decider.settings.derived)

    def _closed(self, checked: Facts) -> Facts:
        """Checked facts with what they entail."""
        return checked_by(self._law.fingerprint, self._law.entailments.close(checked))

    @cached_property
    def _listed(self) -> Law:
        """The law in words, for those who look it up."""
        return sealed(listed(self._law))

    def _without_day(self, facts: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
        """Facts without the day that they were decided for."""
        day = self._law.instrument.as_of_fact
        return {
            group: {name: value for name, value in inner.items() if f"{group}.{name}" != day}
            for group, inner in facts.items()
        }


def _check_log(log: object) -> None:
    """Raise InvalidRequest for what is no log, before anything is decided; a list has an `append` of another kind."""
    if not callable(getattr(log, "append", None)) or isinstance(log, MutableSequence):
        raise mistyped("log", log, _LOG, 'DecisionLog.open("decisions.db")')


def _packaged() -> bytes | None:
    """The bundle that the package carries, in a folder or in a zip; a checkout has none."""
    from importlib.resources import files

    packaged = files("afterschool_policy") / "_policy" / "bundle.jsonl"
    return packaged.read_bytes() if packaged.is_file() else None
