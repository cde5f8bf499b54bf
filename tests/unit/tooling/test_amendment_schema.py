"""The schemas of the files of an amendment take what an amendment may write, and refuse what it may not."""

import json
from typing import get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from afterschool_policy import Policy
from afterschool_policy.tooling.amendment_schema import amended_entries
from afterschool_policy.tooling.schema import SchemaName, schema
from tests.support import TESTS

EXAMPLE = TESTS.parent / "examples" / "provincial_amendment"
BASE = Policy.load(EXAMPLE / "base")
FILES = {
    "policy": "policy.yaml",
    "clauses": "clauses.yaml",
    "vocabulary": "facts.yaml",
    "readings": "readings.yaml",
    "decisions": "decisions.yaml",
    "entailments": "entailments.yaml",
}
DAYS = {"from": "2022-03-01", "clauses": ["P.5"]}
WORDS = {"zh": "收费", "en": "a charge"}
FACT = {"type": "boolean", "label": WORDS, "question": WORDS}


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(BASE, f"amendment-{name}"))  # type: ignore[arg-type]


def written(file: str) -> object:
    text = (EXAMPLE / "amendment" / file).read_text(encoding="utf-8")
    return json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=str))


def test_every_file_of_an_amendment_has_a_schema() -> None:
    named = {name.removeprefix("amendment-") for name in get_args(SchemaName) if name.startswith("amendment-")}
    assert named == set(amended_entries(BASE.law))


@pytest.mark.parametrize(("name", "file"), FILES.items())
def test_the_files_of_an_amendment_are_taken_by_their_schema_and_not_by_that_of_a_policy(name: str, file: str) -> None:
    document = written(file)
    assert [error.message for error in validator(name).iter_errors(document)] == []
    assert not Draft202012Validator(schema(BASE, name)).is_valid(document)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "document", "taken"),
    [
        ("readings", {"R-1": {"effective": DAYS, "matter": WORDS}}, True),
        ("readings", {"R-1": {"effective": DAYS, "clauses": ["4"]}}, False),
        ("readings", {"R-1": {"alternatives": {"another": WORDS}}}, True),
        ("readings", {"R-9": {"alternatives": {"another": WORDS}}}, False),
        ("vocabulary", {"groups": {"student": {"facts": {"late": FACT}}}}, True),
        ("vocabulary", {"groups": {"student": {"facts": {"late": {"label": WORDS}}}}}, False),
        ("vocabulary", {"groups": {"student": {"facts": {"withdrawal_form": {"supplied_by": ["school"]}}}}}, True),
        ("vocabulary", {"groups": {"student": {"facts": {"withdrawal_form": {"effective": DAYS, "of": "a"}}}}}, False),
        ("vocabulary", {"groups": {"bus": {"facts": {"late": FACT}}}}, False),
        ("vocabulary", {"groups": {"bus": {"label": WORDS, "facts": {"late": FACT}}}}, True),
        ("decisions", {"decisions": {"refund": {"effective": DAYS, "answers": {"violated": None}}}}, True),
        ("decisions", {"decisions": {"refund": {"effective": {"from": "2022-03-01"}, "question": WORDS}}}, False),
        ("decisions", {"decisions": {"bus": {"question": WORDS}}}, False),
        ("clauses", {"clauses": []}, False),
        ("clauses", {"amended": {"4": {"effective": DAYS, "quote": "第四条"}}}, True),
        ("policy", {"in_force": "2022-03-01"}, True),
        ("policy", {"inforce": "2022-03-01"}, False),
        ("entities", {"bus": {"label": WORDS}}, True),
    ],
)  # fmt: skip
def test_a_name_that_is_known_is_changed_and_a_new_one_written_whole(name: str, document: object, taken: bool) -> None:
    assert validator(name).is_valid(document) is taken
