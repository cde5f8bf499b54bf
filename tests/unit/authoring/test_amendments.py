"""An amendment laid over a policy makes what one folder would, from its day on, and leaves the base as it is."""

from datetime import date
from shutil import copytree

import pytest

from afterschool_policy import InvalidPolicy, InvalidRequest, Policy
from tests.language.bad_cases import BASE
from tests.support import TESTS

EXAMPLE = TESTS.parent / "examples" / "provincial_amendment"
NOTICE = EXAMPLE / "amendment"
EVENING = (BASE / "rules" / "evening.yaml").read_text(encoding="utf-8")
ENDING = """\
rule: evening-entry
ends: 2024-04-30
clauses: ["1.2"]
"""
PASS = """\
groups:
  visit:
    facts:
      pass_shown:
        type: boolean
        label: {zh: 出示了通行证, en: a pass is shown}
        negation: {zh: 没有出示通行证, en: no pass is shown}
        question: {zh: 出示了通行证吗？, en: Is a pass shown?}
"""
LEVELS = """\
levels:
  nation: {zh: 国家文件, en: national}
  province: {zh: 省级规范性文件, en: provincial normative document}
  district: {zh: 区级规范性文件, en: district-level normative document}
"""


def amended(folder, **files):
    """An amendment in a folder, of these files by their names without the ending."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def codes(raised):
    return [each.code for each in raised.value.diagnostics]


def test_it_makes_what_one_folder_would(tmp_path):
    together = tmp_path / "together"
    copytree(BASE, together)
    ended = '{from: in_force, to: 2024-04-30, ended_by: ["1.2"]}'
    (together / "rules" / "evening.yaml").write_text(EVENING.replace("{from: in_force}", ended), encoding="utf-8")
    over = amended(tmp_path / "over", rules__end=ENDING)
    one, other = Policy.load(together, cache=False), Policy.load(BASE, cache=False, amendments=[over])
    assert other.fingerprint == one.fingerprint
    assert other.law == one.law


def test_a_next_version_ends_the_one_before_on_the_day_before(tmp_path):
    text = EVENING.replace("version: 1", "version: 2").replace("{from: in_force}", "{from: 2024-05-01}")
    policy = Policy.load(BASE, cache=False, amendments=[amended(tmp_path, rules__evening=text)])
    assert policy.rule("evening-entry@1").effective.last == date(2024, 4, 30)
    assert policy.rule("evening-entry@2").effective.first == date(2024, 5, 1)
    assert policy.rule("evening-entry@2").span.file.path.startswith(tmp_path.as_posix())


def test_those_in_the_folder_of_amendments_are_laid_over_by_name_and_then_those_given(tmp_path):
    copytree(BASE, tmp_path / "policy")
    text = EVENING.replace("version: 1", "version: 2").replace("{from: in_force}", "{from: 2024-05-01}")
    amended(tmp_path / "policy" / "amendments" / "2024-05-01-evening", rules__evening=text)
    end = amended(tmp_path / "end", rules__end=ENDING.replace("2024-04-30", "2024-12-31"))
    policy = Policy.load(tmp_path / "policy", cache=False, amendments=[end])
    lasts = [policy.rule(f"evening-entry@{version}").effective.last for version in (1, 2)]
    assert lasts == [date(2024, 4, 30), date(2024, 12, 31)]
    assert policy.rule("evening-entry@2").effective.ended_by == ("1.2",)


def test_facts_readings_questions_and_entailments_are_added(tmp_path):
    over = amended(
        tmp_path,
        facts=PASS,
        decisions="decisions:\n  admission:\n    answers:\n      undetermined: {zh: 未定。, en: Open.}\n",
        entailments="a-pass-is-for-members:\n  when: visit.pass_shown\n  then: visitor.kind == club\n"
        "  reason: {zh: 只发给成员, en: only members have one}\n",
    )
    policy = Policy.load(BASE, cache=False, amendments=[over])
    facts = {"visit": {"pass_shown": True, "start": "19:00"}}
    assert policy.decide("admission", facts).outcome == "permitted"
    assert [*policy.decisions["admission"].answers] == ["prohibited", "permitted", "undetermined"]


def test_a_level_above_those_that_there_are_is_added_by_naming_them_all(tmp_path):
    over = amended(tmp_path, policy=LEVELS)
    policy = Policy.load(EXAMPLE / "base", cache=False, amendments=[NOTICE, over])
    assert [text.rank for text in policy.law.instruments.values()] == [2, 1]


def test_a_folder_without_documents_is_told(tmp_path):
    with pytest.raises(InvalidPolicy) as raised:
        Policy.load(BASE, amendments=[tmp_path / "nowhere"])
    assert codes(raised) == ["amendment-empty"]


def test_a_bundle_takes_no_amendment(tmp_path):
    bundle = tmp_path / "base.bundle"
    bundle.write_bytes(Policy.load(EXAMPLE / "base").bundle())
    with pytest.raises(InvalidRequest) as raised:
        Policy.load(bundle, amendments=[NOTICE])
    assert codes(raised) == ["amendment-of-a-bundle"]


@pytest.mark.parametrize("wrong", ["amendment", 5, [5]])
def test_amendments_are_paths(wrong):
    with pytest.raises(InvalidRequest) as raised:
        Policy.load(BASE, amendments=wrong)
    assert codes(raised) == ["request-type"]


def test_the_cache_knows_the_amendments(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    notice = tmp_path / "notice"
    copytree(NOTICE, notice)
    before = Policy.load(EXAMPLE / "base", amendments=[notice]).fingerprint
    assert Policy.load(EXAMPLE / "base", amendments=[notice]).fingerprint == before
    assert Policy.load(EXAMPLE / "base").fingerprint != before
    for name in ("notice.txt", "notice.yaml"):
        text = (notice / name).read_text(encoding="utf-8")
        (notice / name).write_text(text.replace("不得跨月预收", "不得跨月收取"), encoding="utf-8")
    assert Policy.load(EXAMPLE / "base", amendments=[notice]).fingerprint != before
