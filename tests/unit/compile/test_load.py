"""A folder is compiled once for each content of its files: a change compiles it anew, warnings are told each time."""

import os
import shutil
from datetime import date

import pytest
import yaml

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.release import release
from afterschool_policy.compile import kept as keeping
from afterschool_policy.compile.load import checked
from tests.support import LIBRARY


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return shutil.copytree(LIBRARY, tmp_path / "policy")


def kept(tmp_path):
    return sorted((tmp_path / "cache").rglob("*.jsonl"))


def test_the_second_load_reads_what_the_first_kept(folder, tmp_path):
    first = Policy.load(folder)
    assert len(kept(tmp_path)) == 1
    second = Policy.load(folder)
    assert second.law == first.law
    assert first.rules[0].span is not None
    assert second.rules[0].span is None


def test_a_changed_file_is_compiled_anew(folder, tmp_path):
    before = Policy.load(folder).fingerprint
    rule = next((folder / "rules").rglob("*.yaml"))
    rule.write_text(rule.read_text(encoding="utf-8").replace("version: 1", "version: x", 1), encoding="utf-8")
    with pytest.raises(InvalidPolicy):
        Policy.load(folder)
    rule.write_text(rule.read_text(encoding="utf-8").replace("version: x", "version: 1", 1), encoding="utf-8")
    assert Policy.load(folder).fingerprint == before
    assert len(kept(tmp_path)) == 1


def test_what_was_kept_and_got_damaged_is_not_used(folder, tmp_path):
    Policy.load(folder)
    (place,) = kept(tmp_path)
    place.write_bytes(place.read_bytes()[:-20])
    assert Policy.load(folder).rules[0].span is not None


def test_a_policy_with_a_warning_is_not_kept(folder, tmp_path):
    (folder / "lock.yaml").write_text("{}\n", encoding="utf-8")
    for _ in range(2):
        assert {each.code for each in Policy.load(folder).warnings} == {"not-released"}
    assert kept(tmp_path) == []


def test_a_cache_that_cannot_be_written_does_no_harm(folder, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file, no folder", encoding="utf-8")
    assert Policy.load(folder).law == Policy.load(folder, cache=False).law


def test_a_bundle_file_loads_like_the_folder_it_was_built_from(folder, tmp_path):
    built = Policy.load(folder)
    (tmp_path / "policy.jsonl").write_bytes(built.bundle())
    assert Policy.load(tmp_path / "policy.jsonl").law == built.law


def test_another_state_of_the_library_is_told_from_this_one(tmp_path):
    library = tmp_path / "library"
    (library / "room").mkdir(parents=True)
    module = library / "room" / "rules.py"
    module.write_text("one = 1", encoding="utf-8")
    states = [keeping.state_of(library)]
    assert keeping.state_of(library) == states[0]
    module.write_text("one = 2", encoding="utf-8")
    os.utime(module, ns=(1, 1))
    states.append(keeping.state_of(library))
    module.with_name("other.py").write_text("one = 2", encoding="utf-8")
    module.with_name("other.py").replace(module)
    os.utime(module, ns=(1, 1))
    states.append(keeping.state_of(library))
    (library / "more.py").touch()
    states.append(keeping.state_of(library))
    assert len(set(states)) == len(states)
    assert keeping.state_of(tmp_path / "library.zip" / "library") is None


def test_the_digest_is_that_of_what_the_loader_reads_and_of_nothing_else(folder):
    digests = [PolicyFiles(folder).digest]
    for name in (
        ".git/pack",
        "rules/.#loans.yaml",
        "rules/._loans.yaml",
        "rules/.ipynb_checkpoints/x.yaml",
        "notes.md",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("- [unrelated", encoding="utf-8")
    assert PolicyFiles(folder).digest == digests[0]
    assert Policy.load(folder).law == Policy.load(folder, cache=False).law
    rule = folder / PolicyFiles(folder).rules[0]
    rule.rename(rule.with_name("renamed.yaml"))
    digests.append(PolicyFiles(folder).digest)
    (folder / "rules" / "more.yaml").touch()
    digests.append(PolicyFiles(folder).digest)
    assert len(set(digests)) == len(digests)


def test_a_file_saved_while_a_policy_loads_leaves_no_wrong_rules(folder, monkeypatch):
    """The other process comes between reading and keeping, which no timing can be relied on to hit."""
    rule = next(path for path in (folder / "rules").rglob("*.yaml") if "parameter.loan_days" in path.read_text("utf-8"))
    before = rule.read_bytes()
    written = keeping.write

    def saved_meanwhile(*arguments):
        rule.write_bytes(before.replace(b"parameter.loan_days", b"(parameter.loan_days + 1)"))
        written(*arguments)

    monkeypatch.setattr(keeping, "write", saved_meanwhile)
    first = Policy.load(folder)
    monkeypatch.setattr(keeping, "write", written)
    assert Policy.load(folder).fingerprint == Policy.load(folder, cache=False).fingerprint != first.fingerprint
    rule.write_bytes(before)
    assert Policy.load(folder).fingerprint == Policy.load(folder, cache=False).fingerprint == first.fingerprint


def test_the_text_of_the_policy_is_part_of_what_was_read(folder, tmp_path):
    Policy.load(folder)
    source = folder / PolicyFiles(folder).read("policy.yaml").decode().split("source: ")[1].splitlines()[0]
    source.write_text(source.read_text(encoding="utf-8") + "更多", encoding="utf-8")
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(folder)
    assert {each.code for each in caught.value.diagnostics} == {"quote-differs"}


def test_no_more_is_kept_than_its_bound(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 3)
    note = folder / "rules" / "more.yaml"
    for number in range(6):
        note.write_text(f"# {number}\n", encoding="utf-8")
        Policy.load(folder)
    assert len(kept(tmp_path)) == 3
    place = keeping.place_of(PolicyFiles(folder))
    assert place in kept(tmp_path)


def test_nobody_without_a_home_is_kept_from_loading(folder, monkeypatch):
    def homeless(_):
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    assert Policy.load(folder).law == Policy.load(folder, cache=False).law


def test_what_is_released_is_what_was_checked(folder):
    authored, _, _ = checked(PolicyFiles(folder))
    rule = next((folder / "rules").rglob("*.yaml"))
    rule.unlink()
    release(authored, folder, by="an officer", day=date(2026, 1, 1))
    released = set(yaml.safe_load((folder / "lock.yaml").read_text(encoding="utf-8"))["released"]["rules"])
    assert released == {each.model.name for each in authored.rules}
