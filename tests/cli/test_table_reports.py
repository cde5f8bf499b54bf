"""What `report` tells of a table: the same to the letter as it was looked at, in every format and both languages.

After a change that is meant, `python -m tests.cli.test_table_reports` writes them anew, to be looked at again.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy.cli import app
from afterschool_policy.population import files
from afterschool_policy.text import LANGUAGES
from tests.cli.test_review import Tags
from tests.docs.blocks import ROOT

TOLD = Path(__file__).parent / "reports"
FORMATS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
HEAD = "学校,fee.kind,fee.amount_yuan,fee.standard_yuan,student.hardship_recognised\n"
ROWS = {
    "示范小学,service_fee,300,600,true": 40,
    "示范小学,service_fee,600,600,true": 4,
    "示范小学,service_fee,600,600,": 12,
    "示范小学,service_fee,,600,true": 3,
    "城关<b>小学</b>,service_fee,600,600,true": 9,
    "城关<b>小学</b>,service_fee,599.5,600,true": 6,
    "城关<b>小学</b>,meal,80,80,true": 20,
    "城关<b>小学</b>,service_fee,600元,600,true": 5,
    ",service_fee,0,600,true": 7,
    ",,0,,": 2,
}
VARIANTS = {"whole": (), "suppressed": ("--suppress-below", "5"), "bare": ("--suppress-below", "7")}


def table(folder: Path) -> Path:
    path = folder / "fees.csv"
    path.write_text(HEAD + "".join(f"{row}\n" * count for row, count in ROWS.items()), encoding="utf-8")
    return path


def report(path: Path, *args: str) -> tuple[int, str, str]:
    policy = ("--policy", str(ROOT / "policy"))
    result = CliRunner().invoke(app, ["report", "hardship_relief", "--in", str(path), *args, *policy])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def told(path: Path, variant: str, form: str, lang: str) -> str:
    status, said, wrong = report(path, "--by", "学校", *VARIANTS[variant], "--format", form, "--lang", lang)
    assert status == 0, wrong
    return re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", said)


def kept(variant: str, form: str, lang: str) -> Path:
    return TOLD / f"{variant}.{lang}.{FORMATS[form]}"


EVERY = [
    (variant, form, lang)
    for variant in VARIANTS
    for form in FORMATS
    for lang in LANGUAGES
    if form == "text" or (variant == "whole" and (form != "json" or lang == "zh"))
]


@pytest.mark.parametrize(("variant", "form", "lang"), EVERY)
def test_it_is_as_it_was_looked_at(tmp_path: Path, variant: str, form: str, lang: str) -> None:
    assert told(table(tmp_path), variant, form, lang) == kept(variant, form, lang).read_text(encoding="utf-8")


@pytest.mark.parametrize("batch", [7, 1000])
def test_batches_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(files, "BATCH", batch)
    counts = json.loads(told(table(tmp_path), "whole", "json", "zh"))
    assert counts["whole"]["rows"] == sum(ROWS.values())
    assert counts == json.loads(kept("whole", "json", "zh").read_text(encoding="utf-8"))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_and_loads_nothing(tmp_path: Path, variant: str, lang: str) -> None:
    page = told(table(tmp_path), variant, "html", lang)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.met & {"script", "link", "img", "iframe", "form", "b"}
    assert ("svg" in tags.met) and "&lt;b&gt;" in page


def test_no_small_count_is_in_a_suppressed_page(tmp_path: Path) -> None:
    page = told(table(tmp_path), "suppressed", "html", "en")
    shown = re.findall(r"(?:>|: | )(\d+)(?=<|;|\")", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))
    assert shown
    assert not {"1", "2", "3", "4"} & {*shown} - {"5"}


def test_it_is_kept_in_a_file_as_well_by_its_ending(tmp_path: Path) -> None:
    for ending in FORMATS.values():
        status, said, _ = report(table(tmp_path), "--out", str(tmp_path / f"report.{ending}"), "--lang", "en")
        assert status == 0
        assert "108 rows" in said
    formats = dict(zip(FORMATS, (tmp_path / f"report.{ending}" for ending in FORMATS.values()), strict=True))
    for form, path in formats.items():
        assert path.read_text(encoding="utf-8") == report(table(tmp_path), "--format", form, "--lang", "en")[1]


@pytest.mark.parametrize("batch", [2, 1000])
def test_two_policies_are_compared_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(files, "BATCH", batch)
    path, folder = tmp_path / "months.csv", ROOT / "examples" / "provincial_amendment"
    path.write_text("fee.monthly_yuan\n190\n150\n210\nmany\n230\n", encoding="utf-8")
    new = f"{folder / 'base'}+{folder / 'amendment'}"
    args = ["report", "fee", "--in", str(path), "--policy", str(folder / "base"), "--compare", new, "--lang", "en"]
    said = CliRunner().invoke(app, [*args, "--as-of", "2022-04-01"]).stdout
    wanted = "overcharged: 90 yuan instead of 40 yuan in all (+50 yuan); more in 3 rows, less in 0, open in 0"
    assert wanted in said.split("Under another policy:")[1]


@pytest.mark.parametrize(
    ("args", "code", "status"),
    [
        (("--by", "klass"), "table-column", 2),
        (("--suppress-below", "1"), "", 2),
        (("--out", "report.pdf"), "report-ending", 2),
        (("--mapping", "none.yaml"), "", 3),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, args: tuple[str, ...], code: str, status: int) -> None:
    found, _, said = report(table(tmp_path), *args)
    assert (found, code in said) == (status, True)


if __name__ == "__main__":
    TOLD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for each in EVERY:
            kept(*each).write_text(told(table(Path(folder)), *each), encoding="utf-8")
