"""The JSON Schema of rules refuses the parts that mean nothing where they stand, and none of the shipped ones."""

import json
from pathlib import Path
from typing import get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from afterschool_policy import Policy
from afterschool_policy.authoring.models import Parts, RuleEntry
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.parts import PARTS
from afterschool_policy.tooling.schema import SchemaName, schema

SHIPPED = Path(__file__).parents[3] / "policy"
SCHEMA = schema(Policy.load(SHIPPED), "rule")
RULE = SCHEMA["$defs"]["Rule"]
PARTS_ONLY = Draft202012Validator({key: RULE[key] for key in ("allOf", "dependentRequired")})
VALIDATOR = Draft202012Validator(SCHEMA)
BASE = {
    "rule": "a-rule",
    "version": 1,
    "effective": {"from": "in_force"},
    "title": {"zh": "规则", "en": "A rule"},
    "clauses": ["4.2.4"],
}
LABEL = {"zh": "名称", "en": "name"}


def test_every_part_has_a_row():
    assert set(PARTS) == {*Parts.model_fields, "overrides", "label", "negation", "unit", "codes", "type"}
    assert set(PARTS) <= set(RuleEntry.model_fields)
    assert {part for row in MODALITIES.values() for part in row.parts} <= set(PARTS)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("rules/*/*.yaml")), ids=lambda path: path.stem)
def test_every_part_of_a_shipped_rule_is_taken(path):
    for document in yaml.load_all(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
        assert [error.message for error in PARTS_ONLY.iter_errors(document)] == []


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ({"modality": "definition", "define": "fee.fair", "value": "fee.charged"}, {"applies": "fee.charged"}),
        ({"modality": "parameter", "parameter": "rate", "value": 30, "unit": "yuan"}, {"condition": "fee.charged"}),
        ({"modality": "may", "decision": "fee_charging", "condition": "fee.charged"}, {"label": LABEL}),
        ({"modality": "parameter", "parameter": "rate", "value": 30, "unit": "yuan"}, {"negation": LABEL}),
        ({"modality": "may", "decision": "fee_charging", "condition": "fee.charged"}, {"reason": "fee.kind"}),
        ({"modality": "may", "decision": "fee_charging"}, {"otherwise": "prohibited"}),
    ],
    ids=[
        "applies of a definition",
        "condition of a parameter",
        "label",
        "negation of a parameter",
        "reason of a permission",
        "no condition",
    ],
)
def test_a_part_without_meaning_is_refused(rule, part):
    assert VALIDATOR.is_valid({**BASE, **rule})
    assert not VALIDATOR.is_valid({**BASE, **rule, **part})


def test_the_end_of_a_rule_is_a_document_too():
    ending = {"rule": "a-rule", "ends": "2022-02-28", "clauses": ["4.2.4"]}
    assert VALIDATOR.is_valid(ending)
    assert not VALIDATOR.is_valid({**ending, "version": 1})
    assert not VALIDATOR.is_valid({**ending, "clauses": []})


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("policy", "policy.yaml"),
        ("clauses", "clauses.yaml"),
        ("vocabulary", "facts.yaml"),
        ("readings", "readings.yaml"),
        ("decisions", "decisions.yaml"),
        ("entities", "entities.yaml"),
        ("entailments", "entailments.yaml"),
    ],
)
def test_each_file_of_a_policy_has_a_schema_that_takes_it_and_refuses_what_it_does_not_know(name, file):
    document = yaml.load((SHIPPED / file).read_text(encoding="utf-8"), yaml.CSafeLoader)
    validator = Draft202012Validator(schema(Policy.load(SHIPPED), name))
    written = json.loads(json.dumps(document, default=str))
    assert [error.message for error in validator.iter_errors(written)] == []
    assert not validator.is_valid({**written, "Not-known": 5})


def test_every_sort_of_document_has_a_schema():
    policy = Policy.load(SHIPPED)
    for name in get_args(SchemaName):
        Draft202012Validator.check_schema(schema(policy, name))
