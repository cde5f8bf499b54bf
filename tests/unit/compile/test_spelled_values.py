"""What counts as a value that a sentence spells: figures that can hardly mean anything else."""

import shutil

import pytest

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile.build import build
from tests.language.bad_cases import BASE

PARAMETERS = {
    "lanes": ("12", "unit: lane"),
    "guests": ("2", "unit: person"),
    "fee": ("1500", "unit: yuan"),
    "share": ("0.5", 'unit: "1"'),
    "evening": ("18:00", ""),
    "season": ("2027-05-01", ""),
    "order": ("'\"Order [2018] 194\"'", ""),
}
STATED = """\
rule: states-{name}
version: 1
effective: {{from: in_force}}
title: {{zh: 参数, en: a parameter}}
clauses: ["1.2"]
modality: parameter
parameter: {name}
label: {{zh: 参数, en: a parameter}}
value: {value}
{unit}
---
"""
READS = """\
rule: evening-entry
version: 1
effective: {{from: in_force{to}}}
title: {{zh: 晚间可以入馆, en: Entry in the evening}}
clauses: ["1.2"]
decision: admission
modality: may
applies:
  all:
    - visit.lanes <= parameter.lanes
    - visit.swimmers <= parameter.guests
    - visit.fee_yuan <= parameter.fee
    - visit.fee_yuan <= visit.fee_yuan * parameter.share
    - visit.day >= parameter.season
    - visit.reason == parameter.order
condition: visit.start >= parameter.evening
note:
  zh: >-
    {zh}
  en: >-
    {en}
"""


def warned(folder, zh="无", en="none", to=""):
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    stated = "".join(STATED.format(name=name, value=value, unit=unit) for name, (value, unit) in PARAMETERS.items())
    (folder / "rules" / "evening.yaml").write_text(stated + READS.format(zh=zh, en=en, to=to), encoding="utf-8")
    law, found = build(*load(PolicyFiles(folder)))
    assert law is not None, [each.render("en") for each in found]
    return [(each.fields["value"], each.fields["written"].en) for each in found if each.code == "spelled-value"]


@pytest.mark.parametrize(
    ("zh", "value", "name"),
    [
        ("共12条", "12", "lanes"),
        ("至多2人", "2", "guests"),
        ("1500元", "1500", "fee"),
        ("1,500元", "1,500", "fee"),
        ("18:00以后", "18:00", "evening"),
        ("18：00，以后", "18：00", "evening"),
        ("2027年5月1日起", "2027年5月1日", "season"),
        ("2027-05-01起", "2027-05-01", "season"),
        ("依Order [2018] 194办理", "Order [2018] 194", "order"),
    ],
)
def test_a_figure_that_means_the_value_is_warned_about(tmp_path, zh, value, name):
    assert warned(tmp_path, zh=zh) == [(value, f"{{parameter.{name}}}")]


def test_the_unit_of_the_language_tells_what_one_digit_means(tmp_path):
    assert warned(tmp_path, en="2 persons, 12 lanes. 2 more") == [
        ("2", "{parameter.guests}"),
        ("12", "{parameter.lanes}"),
    ]


@pytest.mark.parametrize(
    "zh",
    [
        "2次", "见第1.2条", "IC-12", "A12", "12a", "3.12", "1+12", "112", "〔12〕2号", "212人", "12:00", "12.5", "二人",
        "18:001", "2027年5月", "2027年底", "{parameter.lanes}条",
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_not(tmp_path, zh):
    assert warned(tmp_path, zh=zh) == []


def test_a_version_that_has_its_last_day_is_history(tmp_path):
    assert warned(tmp_path, zh="共12条", to=", to: 2030-01-01") == []
