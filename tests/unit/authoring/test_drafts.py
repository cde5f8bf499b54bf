"""Rules in draft decide where they are asked for, as if they were law, and nowhere else; what they decide says so."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from afterschool_policy import InvalidPolicy, InvalidRequest, Policy
from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.release import items_of
from afterschool_policy.compile.load import checked
from afterschool_policy.site.pages import pages
from afterschool_policy.tooling.clauses import about
from tests.language.bad_cases import BASE

LATER = """
---
rule: evening-entry
version: 2
draft: true
effective: {from: 2027-01-01}
title: {zh: 晚间七点起可以入馆, en: Entry from seven in the evening}
clauses: ["1.2"]
decision: admission
modality: must_not
applies: visitor.kind in [adult, club]
condition: visit.start < 19:00
"""
END = """
---
rule: children-accompanied
ends: 2026-12-31
clauses: ["1.2"]
draft: true
"""
CHILD = {"visitor": {"kind": "child", "accompanied": False}}
SIX = {"visitor": {"kind": "adult"}, "visit": {"start": "18:30"}}
BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "policy"
    copytree(BASE, made)
    return made


def drafted(folder: Path, **more: str) -> Path:
    for name, text in more.items():
        rules = folder / "rules" / f"{name}.yaml"
        rules.write_text(rules.read_text(encoding="utf-8") + text, encoding="utf-8")
    return folder


def test_a_draft_decides_only_where_it_is_asked_for_and_from_its_day(folder: Path) -> None:
    plain = Policy.load(folder)
    drafted(folder, evening=LATER)
    law, proposed = Policy.load(folder), Policy.load(folder, with_drafts=True)
    assert law.fingerprint == plain.fingerprint != proposed.fingerprint
    assert (law.drafts, proposed.drafts) == ((), ("evening-entry",))
    for policy, day, outcome in (
        (law, AFTER, "permitted"),
        (proposed, BEFORE, "permitted"),
        (proposed, AFTER, "prohibited"),
    ):
        for engine in ("compiled", "both", "walking"):
            assert policy.decide("admission", SIX, as_of=day, engine=engine).outcome == outcome


def test_a_draft_may_end_a_rule(folder: Path) -> None:
    drafted(folder, children=END)
    law, proposed = Policy.load(folder), Policy.load(folder, with_drafts=True)
    assert law.decide("admission", CHILD, as_of=AFTER).outcome == "prohibited"
    assert proposed.decide("admission", CHILD, as_of=BEFORE).outcome == "prohibited"
    assert proposed.decide("admission", CHILD, as_of=AFTER).outcome != "prohibited"
    assert proposed.drafts == ("children-accompanied",)


def test_what_drafts_decide_says_so_first(folder: Path) -> None:
    drafted(folder, evening=LATER)
    proposed = Policy.load(folder, with_drafts=True)
    made = proposed.decide("admission", SIX, as_of=AFTER)
    assert "答：【禁止】这是假设：把拟定的规则（evening-entry）视同已经施行。" in made.explain("zh")
    assert "晚间七点起可以入馆（拟定）" in made.explain("zh")
    assert "This is a what-if that takes rules in draft for law (evening-entry)." in made.explain("en").splitlines()[1]
    assert "这是假设" in made.explain("zh", "html")
    assert "这是假设" in made.why_not("permitted").explain("zh")
    opened = proposed.decide("admission", {"visitor": {"kind": "adult"}}, as_of=AFTER)
    assert "这是假设" in opened.turns_on().explain("zh")
    assert "这是假设" in opened.ask_next().explain("zh")
    assert [*made.record()][:2] == ["schema", "drafts"]
    assert made.record()["drafts"] == made.to_dict()["drafts"] == ["evening-entry"]
    undrafted = Policy.load(folder).decide("admission", SIX, as_of=AFTER)
    assert "drafts" not in {**undrafted.record(), **undrafted.to_dict()}


def test_a_record_made_with_drafts_is_decided_again_from_its_bundle(folder: Path) -> None:
    proposed = Policy.load(drafted(folder, evening=LATER), with_drafts=True)
    record = proposed.decide("admission", SIX, as_of=AFTER).record()
    again = Policy.from_bundle(proposed.bundle())
    assert again.drafts == proposed.drafts
    assert again.replay(record).same


def test_no_release_holds_drafts(folder: Path, tmp_path: Path) -> None:
    before = [item.name for item in items_of(checked(PolicyFiles(folder))[0])]
    drafted(folder, evening=LATER, children=END)
    for with_drafts in (False, True):
        authored, _, _ = checked(PolicyFiles(folder), with_drafts=with_drafts)
        assert [item.name for item in items_of(authored)] == before
        assert all("2026" not in str(item.content) for item in items_of(authored))
    with pytest.raises(InvalidRequest) as raised:
        Policy.load(folder, with_drafts=True).bundle(key=tmp_path / "no.pem")
    assert [each.code for each in raised.value.diagnostics] == ["drafts-signed"]


def test_what_only_a_draft_uses_is_no_fault_of_the_law(folder: Path) -> None:
    facts = folder / "facts.yaml"
    names = "label: {zh: 来客迟到, en: the visitor is late}, negation: {zh: 来客没有迟到, en: the visitor is in time}"
    new = f'      late: {{type: boolean, {names}, question: {{zh: 迟到了吗？, en: "Late?"}}}}\n'
    facts.write_text(facts.read_text(encoding="utf-8").replace("  visit:\n", f"{new}  visit:\n"), encoding="utf-8")
    with pytest.raises(InvalidPolicy) as raised:
        Policy.load(folder)
    assert [each.code for each in raised.value.diagnostics] == ["fact-unread"]
    drafted(folder, evening=LATER.replace("visit.start < 19:00", "visitor.late"))
    assert {each.code for each in Policy.load(folder).warnings} == {"rule-draft"}


def test_a_faulty_draft_stops_only_those_who_ask_for_it(folder: Path) -> None:
    drafted(folder, evening=LATER.replace("visit.start < 19:00", "visit.strat < 19:00"))
    assert Policy.load(folder).decide("admission", SIX, as_of=AFTER).outcome == "permitted"
    with pytest.raises(InvalidPolicy) as raised:
        Policy.load(folder, with_drafts=True)
    assert [each.code for each in raised.value.diagnostics if each.is_error] == ["unknown-fact"]


def test_pages_and_clauses_show_drafts_as_that(folder: Path) -> None:
    drafted(folder, evening=LATER, children=END)
    law, proposed = Policy.load(folder, cache=False), Policy.load(folder, cache=False, with_drafts=True)
    made = pages(law, (), "zh", proposed)
    page = made["policy/clauses/1.2.md"]
    assert "### 晚间七点起可以入馆（拟定）" in page
    assert "**拟定，不作为判断依据**" in page
    assert "**拟定施行至 2026年12月31日**" in page
    assert "（拟定）" in made["policy/decisions/admission.md"]
    assert "拟定" not in pages(law, (), "zh")["policy/clauses/1.2.md"]
    assert "拟定的规则（不作为判断依据）:\n  晚间七点起可以入馆（拟定）  [evening-entry@2]" in about(
        law, "1.2", "zh", (), proposed
    )
