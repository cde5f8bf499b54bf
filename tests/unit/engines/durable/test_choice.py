"""Engines by name: one that is not installed says what to install, and everything else works without it."""

import json
import subprocess
import sys
import textwrap

import pytest

from afterschool_policy import InvalidRequest, Policy
from afterschool_policy.engines.choice import ENGINES, engine_for_replay
from tests.support import LIBRARY

FACTS = {"loan": {"days": 40, "books": 1, "paid_yuan": 0}}

WITHOUT = """
import json, sys
sys.modules["durable_rules_engine"] = None  # as where it is not installed
from afterschool_policy import InvalidRequest, Policy
from afterschool_policy.diagnostics import PolicyError
policy = Policy.load(sys.argv[1])
record = json.loads(sys.stdin.read())
told = []
for engine in ("durable", "both"):
    try:
        policy.decide("overdue", {}, engine=engine)
    except InvalidRequest as error:
        told.append((error.diagnostics[0].code, error.render("zh"), error.render("en")))
replay = policy.replay(record)
print(json.dumps({"told": told, "same": replay.same, "engine": replay.decision.engine}))
"""


def without_durable_rules(record):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WITHOUT), str(LIBRARY)],
        input=json.dumps(record), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_decides_and_is_named(engine):
    decision = Policy.load(LIBRARY).decide("overdue", FACTS, engine=engine)
    assert decision.engine == decision.record()["engine"] == engine


def test_an_unknown_engine_is_told_with_those_there_are():
    with pytest.raises(InvalidRequest) as caught:
        Policy.load(LIBRARY).decide("overdue", FACTS, engine="durabel")
    assert "durable" in caught.value.render("zh")


@pytest.mark.parametrize("engine", ["durable", "both"])
def test_a_record_replays_by_its_engine_to_the_letter(engine):
    policy = Policy.load(LIBRARY)
    record = policy.decide("overdue", FACTS, engine=engine).record()
    replay = policy.replay(record)
    assert replay.same
    assert replay.decision.record() == record


def test_where_durable_rules_is_missing_everything_else_works():
    policy = Policy.load(LIBRARY)
    found = without_durable_rules(policy.decide("overdue", FACTS, engine="durable").record())
    assert [code for code, _, _ in found["told"]] == ["engine-missing"] * 2
    assert all("pip install 'afterschool-policy[durable]'" in text for _, *texts in found["told"] for text in texts)
    assert found["same"]
    assert found["engine"] == "compiled"


def test_an_engine_that_is_installed_replays_itself():
    assert [engine_for_replay(name) for name in ENGINES] == list(ENGINES)
