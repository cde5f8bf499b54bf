"""A folder is compiled once for each content of its files: a change compiles it anew, warnings are told each time."""

import os
import shutil

import pytest

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.compile.load import cache_key
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


def test_the_key_changes_with_any_file_of_the_policy_or_of_the_library(folder, tmp_path):
    library = tmp_path / "library"
    (library / "room").mkdir(parents=True)
    module, rule = library / "room" / "rules.py", next((folder / "rules").rglob("*.yaml"))
    module.write_text("one = 1", encoding="utf-8")
    keys = [cache_key(folder, library)]
    assert cache_key(folder, library) == keys[0]
    module.write_text("one = 12", encoding="utf-8")
    keys.append(cache_key(folder, library))
    os.utime(module, (1, 1))
    keys.append(cache_key(folder, library))
    (library / "more.py").touch()
    keys.append(cache_key(folder, library))
    rule.rename(rule.with_name("other.yaml"))
    keys.append(cache_key(folder, library))
    (folder / "other.yaml").touch()
    keys.append(cache_key(folder, library))
    assert len(set(keys)) == len(keys)
