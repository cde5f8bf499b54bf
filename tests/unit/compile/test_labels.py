"""Which words have to read inside a sentence, and which are free."""

import shutil

import pytest

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile.build import build
from tests.language.bad_cases import BASE

CAP = "cap: {zh: 泳帽, en: cap}"
AGE = "label: {zh: 年龄, en: age}"
FEE_DUE = "label: {zh: 应付票价, en: fee due}"
MAY_ENTER = 'question: {zh: 可以入馆吗？, en: "May the visitor enter?"}'
SECTION = "admission: {zh: 入馆, en: admission}\nunits"
HISTORY = """\
rule: evening
version: 1
effective: {from: in_force, to: 2024-12-31}
title: {zh: 晚间入馆, en: Entry in the evening}
clauses: ["1.2"]
modality: definition
define: visit.evening
label: {zh: 是否晚间入馆。, en: in the evening.}
value: visit.start >= 18:00
---
rule: evening
version: 2
effective: {from: 2025-01-01}
title: {zh: 晚间入馆, en: Entry in the evening}
clauses: ["1.2"]
modality: definition
define: visit.evening
label: {zh: 入馆在晚间, en: the visit is in the evening}
negation: {zh: 入馆不在晚间, en: the visit is not in the evening}
value: visit.start >= 19:00
---
rule: evening-entry
version: 1
effective: {from: in_force}
title: {zh: 晚间可以入馆, en: Entry in the evening}
clauses: ["1.2"]
decision: admission
modality: may
applies: visitor.kind in [adult, club]
condition: visit.evening
"""


def warned(folder, file, change):
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    law, faults = build(*load(PolicyFiles(folder)))
    assert law is not None, [fault.render("en") for fault in faults]
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("file", "written", "instead", "codes"),
    [
        ("facts.yaml", CAP, "cap: {zh: 泳帽。, en: cap!}", ["label-punctuated", "label-punctuated"]),
        ("facts.yaml", CAP, CAP + "\n      question: {zh: 泳具, en: gear}", []),
        ("facts.yaml", AGE, 'label: {zh: 年龄（岁）, en: "age (“whether grown up”)"}', []),
        ("facts.yaml", AGE, "label: {zh: 是否成年, en: whether grown up}", ["label-asks", "label-asks"]),
        ("facts.yaml", AGE, "label: {zh: 年龄, en: whetheronian years}", []),
        ("decisions.yaml", FEE_DUE, "label: {zh: 应付票价：, en: fee due}", ["label-punctuated"]),
        ("decisions.yaml", MAY_ENTER, "question: {zh: 入馆, en: Entry}", ["question-unmarked", "question-unmarked"]),
        ("decisions.yaml", MAY_ENTER, 'question: {zh: “可以入馆吗？”, en: "Entry (may one enter?)"}', []),
        (
            "decisions.yaml",
            SECTION,
            "admission: {zh: 入馆, en: admission}\n  question: {zh: 问题, en: questions.}\nunits",
            [],
        ),
    ],
)
def test_what_stands_in_a_sentence_is_looked_at_and_nothing_else(tmp_path, file, written, instead, codes):
    def change(text):
        assert written in text
        return text.replace(written, instead)

    assert warned(tmp_path, file, change) == codes


def test_a_version_that_has_its_last_day_keeps_its_words(tmp_path):
    assert warned(tmp_path, "rules/evening.yaml", lambda _: HISTORY) == []


def test_a_version_that_can_still_change_is_looked_at(tmp_path):
    still_open = HISTORY.replace(", to: 2024-12-31", "", 1).split("---\n")
    codes = warned(tmp_path, "rules/evening.yaml", lambda _: "---\n".join([still_open[0], still_open[2]]))
    assert codes == ["negation-missing", "label-asks", "label-punctuated", "label-punctuated"]
