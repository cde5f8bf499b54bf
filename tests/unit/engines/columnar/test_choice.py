"""Without NumPy or pyarrow it is told what to install, and everything else works."""

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

WITHOUT_ARROW = """
import json, sys
sys.modules["pyarrow"] = None
from afterschool_policy import InvalidRequest, Policy
class Handed:
    def __arrow_c_stream__(self, requested_schema=None): ...
policy, told = Policy.load(sys.argv[1]), []
for table in (Handed(), {"loan.days": Handed()}):
    try:
        policy.over(table)
    except InvalidRequest as error:
        told.append([error.diagnostics[0].code, error.render("en")])
print(json.dumps([told, policy.over({"loan.days": [40]}).outcome("overdue")[0]]))
"""


def run(program):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(LIBRARY)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_where_pyarrow_is_missing_tables_of_lists_are_decided():
    told, outcome = run(WITHOUT_ARROW)
    assert [code for code, _ in told] == ["columns-missing"] * 2
    assert all("`pyarrow`" in text for _, text in told)
    assert outcome == "undetermined"


def test_where_numpy_is_missing_everything_else_works():
    (code, *words), outcome = run(WITHOUT)
    assert code == "columns-missing"
    assert all("numpy" in text and "pip install 'afterschool-policy[columns]'" in text for text in words)
    assert outcome == "violated"
