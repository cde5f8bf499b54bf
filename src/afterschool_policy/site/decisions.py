"""Takes the book of a policy; gives a page for every decision, and their list by section."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import DecisionSpec, OutputSpec, Rule
from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import ROOT, Book
from afterschool_policy.site.clauses import case_list
from afterschool_policy.site.markup import code, document, link, safe, table

LIST = f"{ROOT}/decisions/index.md"


def decision_pages(book: Book) -> Iterator[tuple[str, str]]:
    """A page for every question, and the list of them."""
    yield LIST, document(_index(book))
    for spec in book.law.decisions.values():
        yield book.decision_page(spec.name), document(_decision(book, spec))


def _index(book: Book) -> Iterator[str]:
    yield f"# {say.DECISIONS[book.lang]}"
    yield ""
    yield from by_section(book, LIST)


def by_section(book: Book, page: str, *, without: str = "") -> Iterator[str]:
    """The questions under the headings of their sections, as links from a page."""
    lang = book.lang
    for section, label in book.law.sections.items():
        specs = [spec for spec in book.law.decisions.values() if spec.section == section and spec.name != without]
        if specs:
            yield f"## {safe(label[lang])}"
            yield ""
            yield from (f"- {code(spec.name)} {book.to_decision(spec, page)}" for spec in specs)
            yield ""


def _decision(book: Book, spec: DecisionSpec) -> Iterator[str]:
    lang, page = book.lang, book.decision_page(spec.name)
    section = book.law.sections.get(spec.section)
    yield f"# {safe(spec.question[lang])}"
    yield ""
    yield f"{code(spec.name)} · {safe(section[lang]) if section else spec.section}"
    yield ""
    yield f"## {say.ANSWERS[lang]}"
    yield ""
    rows = [[book.outcome(outcome), safe(answer[lang])] for outcome, answer in spec.answers.items()]
    yield from table([say.OUTCOME[lang], say.ANSWER[lang]], rows)
    yield say.UNDETERMINED_TOO[lang]
    yield ""
    if spec.background is not None:
        groups = [
            link(safe(book.law.vocabulary.groups[each][lang]), book.group_page(each), page=page)
            for each in spec.background
        ]
        yield f"{say.GATHERS[lang]}{say.COMMA[lang].join(groups)}"
        yield ""
        yield from by_section(book, page, without=spec.name)
    else:
        yield from _answered(book, spec, page)
    results = book.results_of(spec.name)
    if results:
        yield f"## {say.CASES[lang]}"
        yield ""
        yield from case_list(book, results, page, linked=False)


def _answered(book: Book, spec: DecisionSpec, page: str) -> Iterator[str]:
    """What a single question is answered by: rules, facts, outputs, readings."""
    lang = book.lang
    yield f"## {say.RULES[lang]}"
    yield ""
    rules = [rule for rule in book.law.rules if spec.name in rule.decisions]
    yield from table([say.RULE[lang], say.WORDS[lang], say.CLAUSES[lang]], [_rule(book, each, page) for each in rules])
    yield f"## {say.FACTS_ASKED[lang]}"
    yield ""
    facts = [book.law.vocabulary.facts[name] for name in book.questions[spec.name].facts]
    asked = [[book.to_fact(each.name, page), safe(each.question[lang])] for each in facts]
    yield from table([say.FACT[lang], say.QUESTION[lang]], asked)
    outputs = [*spec.amounts.items(), *spec.values.items()]
    if outputs:
        yield f"## {say.COMPUTED[lang]}"
        yield ""
        rows = [[code(name), safe(output.label[lang]), _unit(book, output)] for name, output in outputs]
        yield from table([say.NAME[lang], say.MEANING[lang], say.UNIT[lang]], rows)
    readings = dict.fromkeys(name for rule in rules for name in rule.readings)
    if readings:
        yield f"## {say.READINGS[lang]}"
        yield ""
        yield from (f"- {book.to_reading(book.law.readings[name], page)}" for name in sorted(readings))
        yield ""


def _rule(book: Book, rule: Rule, page: str) -> list[str]:
    return [
        f"{book.to_rule(rule, page)} {code(rule.name)}",
        MODALITIES[rule.modality].label[book.lang],
        book.to_clauses(rule.clauses, page),
    ]


def _unit(book: Book, output: OutputSpec) -> str:
    if output.unit is not None:
        label = book.law.units.get(output.unit)
        return safe(label[book.lang]) if label else safe(output.unit)
    enumeration = book.law.vocabulary.enumerations.get(output.codes or "")
    return safe(enumeration.label[book.lang]) if enumeration else ""
