"""The shape of a decision record: its keys, their types and what each one holds.

The published JSON Schema is made from these classes (`record.schema`), hence the descriptions in both languages.
Records of the first edition lack what this one added, and masked ones what tells of a sensitive fact: who may meet
those reads such keys with `get`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NotRequired, Required

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from afterschool_policy.values.outcomes import OUTCOMES

FAMILY = "afterschool-policy/decision-record/"
EDITION = 2
SCHEMA = f"{FAMILY}{EDITION}"
Keywords = dict[str, object]


class Form:
    """What the schema says of a text or number besides its type: a description, and keywords of JSON Schema."""

    def __init__(self, description: str = "", /, **keywords: object) -> None:
        self._keywords = {**keywords, "description": description} if description else keywords

    def __get_pydantic_json_schema__(self, core: object, schema_of: Callable[[object], Keywords]) -> Keywords:
        return {**schema_of(core), **self._keywords}


_SHA256 = Form(pattern=r"^sha256:[0-9a-f]{64}$")
_DAY = Form(format="date")
_MOMENT = Form(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
_OUTCOME = Form(enum=[outcome.value for outcome in OUTCOMES])
_PLAIN = Form(**{"not": {"type": "object", "required": ["value"]}})


class RecordedEvidence(TypedDict, total=False):
    """Who vouched for a fact, and on what."""

    source: Annotated[str, Form("来源 / source document")]
    asserted_by: Annotated[str, Form("提供人或者认定人 / who")]
    asserted_at: Annotated[str, Form("时间 / when")]
    grounds: Annotated[str, Form("依据 / grounds")]
    until: Annotated[str, _DAY, Form("有效至 / last day")]


class SupportedValue(RecordedEvidence):
    """The value of a fact (any JSON) with who vouched for it."""

    value: object


class Determination(RecordedEvidence, total=False):
    """A judgement fact as a person determined it; the value of a sensitive one is masked."""

    value: object


class RecordedFinding(TypedDict):
    """What a rule comes to."""

    rule: Annotated[str, Form("规则@版本 / rule@version", pattern=r"^[a-z0-9-]+@\d+$")]
    outcome: Annotated[str, _OUTCOME]
    clauses: Annotated[list[str], Form("条款 / clauses")]
    decided: Annotated[bool, Form("结论是否以它为依据 / whether the outcome rests on it")]
    defeated_by: Annotated[str, Form("优先于它的规则 / the rule that prevails over it")] | None


class RecordedCitation(TypedDict):
    """A clause that the outcome rests on."""

    clause: str
    quote: Annotated[str, Form("原文 / the text's words")]
    rule: str


class RecordedAmount(TypedDict):
    """An exact number, written as text so that it is not rounded, and the unknown facts that it turns on."""

    value: str | None
    unit: str
    missing: NotRequired[Annotated[list[str], Form("取决于哪些尚未查明的事实 / the unknown facts that it turns on")]]
    low: NotRequired[Annotated[str | None, Form("至少 / at least")]]
    high: NotRequired[Annotated[str | None, Form("至多 / at most")]]


class RecordedAnswer(TypedDict, total=False):
    """What the decision on one question came to. Masking leaves its reasons out where they tell of a sensitive fact."""

    outcome: Required[Annotated[str, _OUTCOME, Form("结论 / the outcome")]]
    findings: Annotated[list[RecordedFinding], Form("每条规则得出什么 / what each rule comes to")]
    citations: Annotated[list[RecordedCitation], Form("结论依据的条款 / clauses that the outcome rests on")]
    missing: Annotated[list[str], Form("尚需查明的事实 / facts to be found out")]
    amounts: Annotated[dict[str, RecordedAmount], Form("金额和数量，小数写成文字 / amounts, decimals as text")]
    values: Annotated[dict[str, str | list[str]], Form("代码或者清单 / codes or lists")]
    values_missing: Annotated[
        dict[str, list[str]], Form("清单或者代码还取决于哪些事实 / facts that could still add to a value")
    ]
    readings: Annotated[dict[str, str], Form("结论依据的解释及所选的读法 / readings it rests on, with the choice")]


REASONS = tuple(key for key in RecordedAnswer.__annotations__ if key != "outcome")


class RecordedParts(TypedDict, total=False):
    """The answers that a decision on several questions gathers."""

    parts: Annotated[dict[str, RecordedAnswer], Form("汇集的各事项 / the questions of an audit")]


class RecordedClauses(TypedDict, total=False):
    """What the question was restricted to; not there where it was asked as a whole."""

    clauses: Annotated[list[str], Form("仅就这些条款判断 / clauses that the question was asked on alone")]


class RecordedDrafts(TypedDict, total=False):
    """That it is a what-if: the rules in draft that were taken for law; not there where none was."""

    drafts: Annotated[list[str], Form("视同施行的拟定规则 / rules in draft that were taken for law")]


class TextDigests(TypedDict):
    """The digests of the whole explanation as text."""

    zh: Annotated[str, _SHA256, Form("说明全文的摘要值 / digest of the explanation")]
    en: Annotated[str, _SHA256, Form("说明全文的摘要值 / digest of the explanation")]


class Link(TypedDict):
    """A record's place in a log."""

    log: Annotated[str, Form("日志的编号 / id of the log")]
    sequence: Annotated[int, Form(minimum=1)]
    previous: Annotated[str, _SHA256, Form("前一条的摘要值 / digest of the record before")] | None
    bundle: Annotated[str, _SHA256, Form("所存政策的摘要值 / digest of the policy as kept")]


class RecordHead(TypedDict):
    """The form of a record, the moment of its writing, the question, and the facts that it was decided on."""

    schema: Annotated[str, Form(const=SCHEMA)]
    decision_id: Annotated[str, Form("编号 / id of the decision")] | None
    timestamp: Annotated[str, _MOMENT, Form("作出决定的时间，UTC / when it was decided")] | None
    requested_by: Annotated[str, Form("谁提出的 / who asked")] | None
    labels: Annotated[dict[str, str], Form("使用方的标签 / labels of the caller")]
    policy: Annotated[str, Form("政策的编号 / id of the policy")]
    revision: Annotated[str, _SHA256, Form("政策版本 / revision of the policy")]
    engine: Annotated[str, Form("引擎 / engine")]
    library: Annotated[str, Form("程序版本 / version of the library")]
    decision: Annotated[str, Form("事项 / the question")]
    as_of: Annotated[str, _DAY, Form("所问之日 / the day asked about")] | None
    chosen_readings: Annotated[dict[str, str], Form("选用的读法 / readings chosen instead of the default")]
    facts: Annotated[
        dict[str, dict[str, SupportedValue | Annotated[object, _PLAIN]]],
        Form("事实：组 → 名称 → 值，或者值连同来源 / facts by group and name, plain or with evidence"),
    ]
    determinations: Annotated[
        dict[str, Determination],
        Form("由人认定的事实：谁、何时、依据、至何时 / judgement facts: who, when, grounds, until"),
    ]


class Record(RecordHead, RecordedDrafts, RecordedClauses, RecordedAnswer, RecordedParts):
    """A decision as one JSON document that is enough to decide again."""

    explanations: NotRequired[TextDigests]
    erased: Annotated[
        list[Annotated[str, Form(pattern="^/")]],
        Form("写入时隐去的内容，JSON 指针 / what was left out, as JSON pointers"),
    ]
    replay_needs: Annotated[list[str], Form("重新判断所缺的事实 / facts that a replay lacks")]
    link: Link | None
    digest: Annotated[str, _SHA256, Form("以上各项的摘要值 / digest of all the others")]
