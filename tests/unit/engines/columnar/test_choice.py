"""Without NumPy the engine says what to install, and everything else works."""

import json
import subprocess
import sys
import textwrap

from tests.support import LIBRARY

WITHOUT = """
import json, sys
sys.modules["numpy"] = None  # as where it is not installed
from afterschool_policy import InvalidRequest, Policy
policy = Policy.load(sys.argv[1])
facts = {"loan": {"days": 40, "books": 1, "paid_yuan": 0}}
try:
    policy.decide("overdue", facts, engine="columnar")
except InvalidRequest as error:
    told = [error.diagnostics[0].code, error.render("zh"), error.render("en")]
print(json.dumps([told, policy.decide("overdue", facts).outcome]))
"""


def test_where_numpy_is_missing_everything_else_works():
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WITHOUT), str(LIBRARY)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (code, *words), outcome = json.loads(done.stdout)
    assert code == "columns-missing"
    assert all("numpy" in text and "pip install 'afterschool-policy[columns]'" in text for text in words)
    assert outcome == "violated"
