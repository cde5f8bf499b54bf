"""Case files: after any calls the findings are those of a fresh decision on what holds, and calls tell their changes.

`tests.case_files.Model` says what that is: it keeps plain dictionaries and decides every question of every entity anew.
"""

from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from afterschool_policy import Policy
from tests.case_files import Model, applying, choices, few, now, step
from tests.requirements import DURABLE
from tests.support import LIBRARY, TESTS

POLICIES = {name: Policy.load(folder) for name, folder in (("library", LIBRARY), ("shipped", TESTS.parent / "policy"))}
CHOICES = {name: choices(policy) for name, policy in POLICIES.items()}


class CaseFiles(RuleBasedStateMachine):
    """One case file with its model."""

    engine = "compiled"

    @initialize(name=st.sampled_from(sorted(POLICIES)), pick=st.randoms(use_true_random=False))
    def open(self, name: str, pick: Random) -> None:
        self.policy, self.model = POLICIES[name], Model(POLICIES[name])
        self.case = self.policy.open_case(engine=self.engine)
        self.choices = few(self.policy, CHOICES[name], pick)

    @rule(pick=st.randoms(use_true_random=False))
    def call(self, pick: Random) -> None:
        step(self.case, self.model, self.choices, pick)

    @invariant()
    def a_fresh_file_tells_the_same(self) -> None:
        fresh = self.policy.open_case(self.case.facts, engine=self.engine)
        assert fresh.facts == self.case.facts
        assert now(fresh) == now(self.case) == applying(self.model.answers())


class JoinedCaseFiles(CaseFiles):
    """The same by the Rete network; what it tells is what the definition tells."""

    engine = "durable"


TestCompiled = CaseFiles.TestCase
TestJoined = JoinedCaseFiles.TestCase
TestJoined.pytestmark = [pytest.mark.skipif(DURABLE is None, reason="durable is not installed")]
# After each call all findings are decided anew: many long histories are tried in `tests.conformance.histories`.
TestCompiled.settings = TestJoined.settings = settings(
    stateful_step_count=15, max_examples=max(1, settings.default.max_examples // 3)
)
