"""Loading: file names and order do not count, the content does; every fault is told at once."""

import random
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from afterschool_policy import InvalidPolicy, Policy
from tests.language.bad_cases import BASE
from tests.support import LIBRARY

FACTS = {
    "reader": {"has_card": True, "card_expired": False},
    "book": {"kind": "ancient", "director_approved": False},
    "loan": {"books": 3},
}


def scattered(target: Path, seed: int) -> Path:
    """The library's policy with its rules in other files, in another order; versions of one rule stay together."""
    shutil.copytree(LIBRARY, target, ignore=shutil.ignore_patterns("rules"))
    rules: dict[str, list[str]] = {}
    for path in sorted((LIBRARY / "rules").glob("*.yaml")):
        for document in path.read_text(encoding="utf-8").split("\n---\n"):
            name = next(line for line in document.split("\n") if line.startswith("rule: "))
            rules.setdefault(name, []).append(document)
    shuffled = list(rules.values())
    random.Random(seed).shuffle(shuffled)
    folder = target / "rules"
    for place, documents in enumerate(shuffled):
        path = folder / f"part-{place % 4}" / f"{place // 8}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") + "\n---\n" if path.exists() else ""
        path.write_text(before + "\n---\n".join(documents), encoding="utf-8")
    return target


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_neither_files_nor_their_order_matter(tmp_path, seed):
    one, other = Policy.load(LIBRARY), Policy.load(scattered(tmp_path / "policy", seed))
    assert other.fingerprint == one.fingerprint
    assert other.rules == one.rules
    told = [
        (each.outcome, each.findings, each.citations) for each in (p.decide("borrowing", FACTS) for p in (one, other))
    ]
    assert told[0] == told[1]


def test_comments_and_spaces_do_not_change_the_fingerprint(tmp_path):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "rules" / "evening.yaml"
    path.write_text(
        "# a comment\n\n" + path.read_text(encoding="utf-8").replace("{from: in_force}", "\n  from: in_force")
    )
    assert Policy.load(tmp_path).fingerprint == Policy.load(BASE).fingerprint


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("rules/evening.yaml", "18:00", "18:01"),
        ("rules/evening.yaml", "Entry in the evening", "Entry at night"),
        ("facts.yaml", "minimum: 1", "minimum: 2"),
        ("readings.yaml", "any adult", "every adult"),
        ("decisions.yaml", "可以入馆。", "准予入馆。"),
        ("policy.yaml", "2024-01-01", "2024-01-02"),
    ],
)
def test_any_change_of_content_changes_the_fingerprint(tmp_path, name, old, new):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / name
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    assert Policy.load(tmp_path).fingerprint != Policy.load(BASE).fingerprint


def test_faults_of_several_files_are_told_together_in_the_order_of_places(tmp_path):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    for name, old, new in (
        ("rules/evening.yaml", "visit.start", "visit.strat"),
        ("rules/children.yaml", "visitor.accompanied", "visitor.acompanied"),
        ("decisions.yaml", "codes: equipment", "codes: gear"),
    ):
        path = tmp_path / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with chdir(tmp_path), pytest.raises(InvalidPolicy) as caught:
        Policy.load(".")
    assert [(each.code, str(each.span)) for each in caught.value.diagnostics] == [
        ("unknown-enumeration", "decisions.yaml:18:77"),
        ("unknown-fact", "rules/children.yaml:9:12"),
        ("unknown-fact", "rules/evening.yaml:9:12"),
        ("wrong-type", "rules/record.yaml:15:30"),
    ]


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "source.txt"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(tmp_path)
    assert [each.code for each in caught.value.diagnostics] == ["file-encoding"]


def test_a_folder_that_is_no_policy_is_told_file_by_file(tmp_path):
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(tmp_path)
    assert {each.code for each in caught.value.diagnostics} == {"file-unreadable"}
    assert len(caught.value.diagnostics) == 5


def test_a_byte_that_is_not_utf_8_is_told_by_its_place(tmp_path):
    folder = shutil.copytree(BASE, tmp_path / "policy")
    (folder / "rules" / "zz.yaml").write_bytes("rule: x\r\ntitle: {zh: 收费".encode() + b"\xca\xd5}\r\n")
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(folder)
    (fault,) = caught.value.diagnostics
    assert fault.code == "file-encoding"
    assert fault.span is not None
    assert (fault.span.line, fault.span.column, fault.span.file.line(2)) == (2, 15, "title: {zh: 收费")


def test_ends_of_lines_change_nothing(tmp_path):
    folder = shutil.copytree(LIBRARY, tmp_path / "policy")
    for path in folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Policy.load(folder).fingerprint == Policy.load(LIBRARY).fingerprint
