"""The options that several commands share, and the policy, facts, day and readings that they stand for."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from afterschool_policy.authoring.facts_file import WrittenFacts, facts_in
from afterschool_policy.authoring.source_files import decoded, source_in
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidPolicy, InvalidRequest
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile
from afterschool_policy.text import Lang
from afterschool_policy.values.depth import Depth
from afterschool_policy.values.grades import Grade
from afterschool_policy.values.moments import read_day


def _day(text: str) -> date:
    day = read_day(text)
    if day is None:
        raise typer.BadParameter(f"{text!r}: YYYY-MM-DD")
    return day


PolicyFolder = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        "-p",
        help="政策文件夹或政策包；省略时用当前目录下的 policy/，没有则用随包附带的政策。 "
        "The policy folder or bundle; without it ./policy if there is one, else the policy shipped with the package.",
        exists=True,
    ),
]
Amendments = Annotated[
    list[Path] | None,
    typer.Option(
        "--amendment",
        help="盖在政策文件夹上的修改文件的文件夹，可重复，后者盖在前者上。 "
        "The folder of an amendment laid over the policy folder; may be repeated, each over those before it.",
        exists=True,
        file_okay=False,
    ),
]
WithDrafts = Annotated[
    bool,
    typer.Option(
        "--with-drafts",
        help="把拟定的规则（draft: true）视同已经施行，试算结果。 "
        "Take rules in draft (`draft: true`) for law, to see what would be.",
    ),
]
KEY, LEAST_RELEASE = "AFTERSCHOOL_POLICY_KEY", "AFTERSCHOOL_POLICY_LEAST_RELEASE"
Key = Annotated[
    Path | None,
    typer.Option(
        "--key",
        envvar=KEY,
        help="发布机关的公钥（PEM）：只用它签过名的政策包。 The public key (PEM): no other bundle is taken.",
    ),
]
LeastRelease = Annotated[
    int,
    typer.Option(
        "--least-release", envvar=LEAST_RELEASE, help="至少是第几次发布。 The least release that is taken with a key."
    ),
]
Language = Annotated[Lang, typer.Option("--lang", "-l", envvar="AFTERSCHOOL_POLICY_LANG", help="zh 中文 / en English")]
Audience = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="AUDIENCE",
        help="写给谁看，用政策 audiences 中的名称。 For whom it is written, by a name in the policy's `audiences`.",
    ),
]
DepthOption = Annotated[
    Depth | None,
    typer.Option("--depth", help="answer 结论 / reasons 理由 / whole 全文。 The answer, its reasons, or everything."),
]
Output = Annotated[Format, typer.Option("--format", help="text | markdown | html | json")]
LanguageOrBoth = Annotated[
    Literal["zh", "en", "both"],
    typer.Option(
        "--lang",
        "-l",
        envvar="AFTERSCHOOL_POLICY_LANG",
        help="zh 中文 / en English / both 中文在前，英文在后（text、markdown） Chinese and then English.",
    ),
]
NamesFile = Annotated[
    Path | None,
    typer.Option("--mapping", help="“列名: 事实”的 YAML 或 JSON。 Facts by the names of columns, in YAML or JSON."),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=_day, metavar="YYYY-MM-DD", help="按哪一天施行的规则判断。 The day whose rules decide."
    ),
]
FirstDay = Annotated[
    date | None,
    typer.Option(
        "--in-force",
        parser=_day,
        metavar="YYYY-MM-DD",
        help="与 --amends 同用：修改从哪一天起施行。 With --amends: the first day of the amending text.",
    ),
]
ReleaseDay = Annotated[
    date | None,
    typer.Option(
        "--day",
        parser=_day,
        metavar="YYYY-MM-DD",
        help="发布之日；省略时为今天。 The day of release; today without it.",
    ),
]
Today = Annotated[
    date | None,
    typer.Option(
        "--today", parser=_day, metavar="YYYY-MM-DD", help="以哪一天为今天；省略时为当天。 The day taken as today."
    ),
]
Since = Annotated[
    date | None, typer.Option("--since", parser=_day, metavar="YYYY-MM-DD", help="自哪一天起。 From this day on.")
]
Clauses = Annotated[
    list[str] | None,
    typer.Option(
        "--clause", "-c", metavar="ID", help="仅就这一条款判断，可重复。 Go by this clause alone; may be repeated."
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine", "-e", help="compiled | durable | both（两者相互核对 two that check each other）| columnar | walking"
    ),
]
Readings = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        "-r",
        metavar="READING=CODE",
        help="选用另一种读法，可重复。 Decide by another reading; may be repeated.",
    ),
]
FailOn = Annotated[
    Grade,
    typer.Option(
        "--fail-on", help="从哪一级不同起，退出状态不为0。 From which grade of difference on the status is not 0."
    ),
]
CASES = Path("fixtures")
"""The folder of cases, where none is named."""
CasesPlace = Annotated[
    Path | None, typer.Option("--cases", help="用例文件夹或文件。 A folder of cases, or one file.", exists=True)
]
Limit = Annotated[
    int, typer.Option("--limit", "-n", min=0, help="每级最多列几项，0 为全部。 At most of each grade; 0 for all.")
]
DocumentFormat = Annotated[Literal["text", "markdown", "json"], typer.Option("--format", help="text | markdown | json")]
FaultFormat = Annotated[
    Literal["text", "sarif", "github"],
    typer.Option("--format", help="text | sarif（SARIF 2.1.0）| github（GitHub 注解 annotations）"),
]

_LOG = typer.Option(
    "--log",
    envvar="AFTERSCHOOL_POLICY_LOG",
    help="决定日志：SQLite 文件，或者 postgresql://… 。 The decision log: an SQLite file or postgresql://…",
)
LogAddress = Annotated[str, _LOG]
LogAddressOrNone = Annotated[str | None, _LOG]
Labels = Annotated[
    list[str] | None, typer.Option("--label", metavar="NAME=VALUE", help="标签，可重复。 A label; may be repeated.")
]
RequestedBy = Annotated[str | None, typer.Option("--requested-by", help="谁提出的。 Who asked.")]


def folder_of(given: Path | None) -> Path | None:
    """The folder given, else ./policy, else None for the shipped policy."""
    here = Path("policy")
    return given if given is not None else here if (here / "policy.yaml").is_file() else None


def policy_of(
    given: Path | None,
    amendments: list[Path] | None = None,
    key: Path | None = None,
    least_release: int | None = None,
    *,
    cache: bool = True,
    with_drafts: bool = False,
) -> Policy:
    """The policy in the folder or bundle given, else in ./policy, else the shipped one, with amendments over it.

    Without `cache` it is compiled anew, and its rules know the lines that they stand on.
    Where the environment names a key, every command takes a policy that was signed with it, and no other.
    """
    if key is None and os.environ.get(KEY):
        key = Path(os.environ[KEY])
    written = os.environ.get(LEAST_RELEASE, "")
    if not least_release and written:
        if not (written.isascii() and written.isdigit()):
            raise InvalidRequest([Diagnostic.of("release-number", given=written)])
        least_release = int(written)
    above = amendments or ()
    return Policy.load(
        folder_of(given),
        cache=cache,
        key=key,
        least_release=least_release or 0,
        amendments=above,
        with_drafts=with_drafts,
    )


def idle_drafts(policy: Policy) -> list[Diagnostic]:
    """The warnings of a policy that tell of its rules in draft, where these decide nothing."""
    return [] if policy.drafts else [each for each in policy.warnings if each.code == "rule-draft"]


def with_drafts_of(policy: Policy, given: Path | None, amendments: list[Path] | None) -> Policy | None:
    """The policy with its rules in draft; None where it has none that decide nothing, or would not be valid with them.

    What is faulty then, `check` tells.
    """
    if not idle_drafts(policy):
        return None
    try:
        return policy_of(given, amendments, with_drafts=True)
    except InvalidPolicy:
        return None


def login() -> str:
    """Who is at the terminal, for what is signed by a name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        raise typer.BadParameter("--by NAME") from None


def facts_of(path: Path) -> WrittenFacts:
    """The facts in a file, or in standard input (`-`), not yet checked against a policy.

    Raises:
        InvalidFacts: where the file cannot be read as YAML or JSON, or holds something else than facts.
    """
    file, faults = _read(path)
    if faults:
        raise InvalidFacts(faults)
    facts, faults = facts_in(file)
    if faults:
        raise InvalidFacts(faults)
    return facts


def _read(path: Path) -> tuple[SourceFile, list[Diagnostic]]:
    return decoded("<stdin>", sys.stdin.buffer.read()) if str(path) == "-" else source_in(path)


def labels_of(given: list[str] | None) -> dict[str, str]:
    """`["NAME=VALUE"]` as a mapping."""
    return dict(_pair(text, "--label", "NAME=VALUE") for text in given or ())


def readings_of(given: list[str] | None) -> dict[str, str]:
    """`["READING=CODE"]` as a mapping."""
    return dict(_pair(text, "--reading", "READING=CODE") for text in given or ())


def _pair(given: str, option: str, form: str) -> tuple[str, str]:
    name, separator, value = given.partition("=")
    if not separator:
        raise typer.BadParameter(f"{given!r}: {form}", param_hint=option)
    return name.strip(), value.strip()


def text_of(path: Path) -> str:
    """The text of a file, or of standard input (`-`).

    Raises:
        InvalidRequest: where it cannot be read, or is not UTF-8.
    """
    file, faults = _read(path)
    if faults:
        raise InvalidRequest(faults)
    return file.text


def record_of(path: Path) -> Mapping[str, object]:
    """The decision record in a file, or in standard input (`-`).

    Raises:
        InvalidRequest: where the file holds no decision record.
    """
    # A record is checked by pydantic: no other command waits for it.
    from afterschool_policy.record.reading import record_in

    return record_in(text_of(path))


def names_of(mapping: Path | None) -> dict[str, str]:
    """Facts by the names of columns, as a file has them."""
    written = {} if mapping is None else facts_of(mapping).values
    return {str(column): str(fact) for column, fact in written.items()}
