"""The pages that are looked at: decisions of the main policy on facts that the repository ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from afterschool_policy import Policy
from afterschool_policy.authoring.yaml_reader import read, typed_value
from afterschool_policy.positions import SourceFile
from afterschool_policy.text import Lang

ROOT = Path(__file__).parents[2]
FACTS = {
    "hardship_relief": "demo/hardship_relief",
    "session_time": "demo/session_time",
    "staffing_level": "demo/staffing_level",
    "refusal_lawfulness": "demo/refusal_lawfulness",
    "school_audit": "schools/many_faults",
}


@cache
def _policy() -> Policy:
    return Policy.load(ROOT / "policy")


@cache
def html(decision: str, lang: Lang) -> str:
    """The page of a decision in a language."""
    file = ROOT / "fixtures" / f"{FACTS[decision]}.yaml"
    facts = typed_value(read(SourceFile(file.name, file.read_text(encoding="utf-8")))[0][0])
    return _policy().decide(decision, facts).explain(lang, "html")


def saved(folder: Path, decision: str, lang: Lang) -> Path:
    """The page as a file."""
    page = folder / f"{decision}.{lang}.html"
    page.write_text(html(decision, lang), encoding="utf-8")
    return page
