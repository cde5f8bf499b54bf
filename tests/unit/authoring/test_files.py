"""A policy is read from its own folder: nothing that it names leads out, and what editors leave behind is not in it."""

import os
import shutil

import pytest

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.authoring.files import OutsideFolder, PolicyFiles
from tests.support import LIBRARY


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    return shutil.copytree(LIBRARY, tmp_path / "policy")


@pytest.mark.parametrize("name", ["/etc/hostname", "../secret.txt", "rules/../../secret.txt", "rules/../source.txt"])
def test_a_name_that_leads_out_is_refused(folder, name):
    with pytest.raises(OutsideFolder):
        PolicyFiles(folder).read(name)


def test_a_link_that_leads_out_is_refused_and_one_within_is_followed(folder, tmp_path):
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "within.txt").symlink_to(folder / "facts.yaml")
    files = PolicyFiles(folder)
    assert files.read("within.txt") == files.read("facts.yaml")
    with pytest.raises(OutsideFolder):
        files.read("out.txt")


def test_a_rule_that_is_a_link_out_is_told(folder, tmp_path):
    (folder / "rules" / "more.yaml").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(folder)
    assert [each.code for each in caught.value.diagnostics] == ["file-outside"]
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("target", "code"), [("..", "file-outside"), ("rules", "file-unreadable")])
@pytest.mark.parametrize("name", ["more", "more.yaml"])
def test_a_link_to_a_folder_is_told_and_neither_followed_nor_passed_over(folder, name, target, code):
    (folder / "rules" / name).symlink_to(folder / target, target_is_directory=True)
    for cache in (True, False):
        with pytest.raises(InvalidPolicy) as caught:
            Policy.load(folder, cache=cache)
        assert [each.code for each in caught.value.diagnostics] == [code]
        assert f"rules/{name}" in caught.value.render("en")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_a_folder_of_a_name_that_none_can_have_is_told(name):
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(name)
    assert {each.code for each in caught.value.diagnostics} <= {"file-unreadable", "missing-file"}


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "rules"])
def test_a_name_of_no_file_is_told(folder, name):
    with pytest.raises(OSError):
        PolicyFiles(folder).read(name)


def test_a_pipe_beside_the_rules_is_told_and_not_waited_for(folder):
    os.mkfifo(folder / "rules" / "pipe.yaml")
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(folder)
    assert [each.code for each in caught.value.diagnostics] == ["file-unreadable"]


def test_what_editors_leave_behind_is_left_out_with_a_cache_and_without(folder):
    (folder / "rules" / ".#loans.yaml").symlink_to("user@host.1234")
    (folder / "rules" / "._loans.yaml").write_bytes(b"\x00\x05\x16\x07")
    (folder / "rules" / "old.yaml").mkdir()
    assert Policy.load(folder).law == Policy.load(folder, cache=False).law


def test_what_is_not_saved_is_read_in_place_of_the_file(folder, tmp_path):
    rules = folder / "rules" / "1-borrowing.yaml"
    files = PolicyFiles(folder, unsaved={rules: b"written", tmp_path / "elsewhere.yaml": b"other"})
    assert files.read("rules/1-borrowing.yaml") == b"written"
    assert files.read("facts.yaml") == (folder / "facts.yaml").read_bytes()
    assert files.rules == PolicyFiles(folder).rules
    assert files.digest != PolicyFiles(folder).digest


def test_a_file_that_is_still_to_be_saved_counts_as_one_of_the_folder(folder):
    rules = folder / "rules"
    new = {rules / "0" / "new.yaml": b"rule", folder / "calendar.yaml": b"years", rules / "x.yml": b""}
    files = PolicyFiles(folder, unsaved=new)
    assert files.rules[0] == "rules/0/new.yaml"
    assert files.read("rules/0/new.yaml") == b"rule"
    assert "calendar.yaml" in files
    assert files.misnamed == ("rules/x.yml",)


def test_an_amendment_that_is_not_saved_is_read_as_it_is_written(folder):
    (folder / "amendments" / "2025").mkdir(parents=True)
    files = PolicyFiles(folder, unsaved={folder / "amendments" / "2025" / "facts.yaml": b"written"})
    assert files.amendments[0].read("facts.yaml") == b"written"
