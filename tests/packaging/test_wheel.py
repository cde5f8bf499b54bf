"""The wheel stands alone: installed into an empty environment, it decides with the policy it carries."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from afterschool_policy import Policy

ROOT = Path(__file__).parents[2]

DECIDE = """
import sys
from afterschool_policy import Policy
decision = Policy.load().decide(
    "hardship_relief",
    {"student": {"hardship_recognised": True}, "fee": {"kind": "service_fee", "amount_yuan": 0, "standard_yuan": 600}},
)
print(decision.outcome, decision.citations[0].quote)
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"durable", "yaml", "pydantic", "typer", "rich", "jinja2"}, loaded
assert decision.explain("zh", "html").count("<style>") == 1
print(Policy.load().fingerprint)
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an empty environment with the wheel and its declared dependencies, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    venv.create(folder / "venv", with_pip=True)
    interpreter = folder / "venv" / "bin" / "python"
    install = [
        str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--only-binary", ":all:", "--constraint", str(ROOT / "constraints.txt"), str(wheel),
    ]  # fmt: skip
    # No compiler at hand: --only-binary refuses anything that would need one.
    subprocess.run(install, check=True, capture_output=True)
    return interpreter


def test_it_decides_from_an_empty_directory(python: Path, tmp_path: Path) -> None:
    done = subprocess.run([str(python), "-c", DECIDE], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer, fingerprint = done.stdout.splitlines()
    assert answer.startswith("satisfied 对家庭经济困难学生")
    assert fingerprint == Policy.load(ROOT / "policy", cache=False).fingerprint


def test_it_brings_its_pytest_plugin(python: Path, tmp_path: Path) -> None:
    found = """
from importlib.metadata import entry_points
from importlib.util import find_spec
(plugin,) = [each for each in entry_points(group="pytest11") if each.dist.name == "afterschool-policy"]
assert find_spec(plugin.module) is not None
print(plugin.module)
"""
    done = subprocess.run([str(python), "-c", found], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "pytest_afterschool_policy\n", done.stderr


def test_its_command_line_works(python: Path, tmp_path: Path) -> None:
    command = python.parent / "afterschool-policy"
    done = subprocess.run([str(command), "check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "通过" in done.stdout


LOG = """
from afterschool_policy import DecisionLog, InvalidRequest
try:
    DecisionLog.open("decisions.db")
except InvalidRequest as refused:
    print(refused)
"""


def test_a_log_without_its_extra_says_what_to_install(python: Path, tmp_path: Path) -> None:
    done = subprocess.run([str(python), "-c", LOG], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "`sqlalchemy` is not installed" in done.stdout
    assert "pip install 'afterschool-policy[log]'" in done.stdout


def test_the_language_server_without_its_extra_says_what_to_install(python: Path, tmp_path: Path) -> None:
    command = [str(python.parent / "afterschool-policy"), "lsp"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2, done.stderr
    assert "pip install 'afterschool-policy[lsp]'" in done.stderr
