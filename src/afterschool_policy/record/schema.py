"""Takes nothing; gives the JSON Schema of a decision record, whatever the policy."""

from __future__ import annotations

from afterschool_policy.record.canonical import Json
from afterschool_policy.record.writing import SCHEMA
from afterschool_policy.values.outcomes import OUTCOMES

Schema = dict[str, Json]

_DIGEST = r"^sha256:[0-9a-f]{64}$"
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"
_REASONS = ("findings", "citations", "missing", "amounts", "values", "readings")


def record_schema() -> Schema:
    """The schema of the edition that this library writes."""
    answer: Schema = {
        "outcome": {"enum": [each.value for each in OUTCOMES], "description": "结论 / the outcome"},
        "findings": _list(
            "每条规则得出什么 / what each rule comes to",
            _object(
                {
                    "rule": _text("规则@版本 / rule@version", pattern=r"^[a-z0-9-]+@\d+$"),
                    "outcome": {"enum": [each.value for each in OUTCOMES]},
                    "clauses": _list("条款 / clauses", _text()),
                    "decided": {
                        "type": "boolean",
                        "description": "结论是否以它为依据 / whether the outcome rests on it",
                    },
                    "defeated_by": _or_null(_text("优先于它的规则 / the rule that prevails over it")),
                }
            ),
        ),
        "citations": _list(
            "结论依据的条款 / clauses that the outcome rests on",
            _object({"clause": _text(), "quote": _text("原文 / the text's words"), "rule": _text()}),
        ),
        "missing": _list("尚需查明的事实 / facts to be found out", _text()),
        "amounts": _map(
            "金额和数量，小数写成文字 / amounts, decimals as text", _object({"value": _text(), "unit": _text()})
        ),
        "values": _map("代码或者清单 / codes or lists", {"anyOf": [_text(), _list("", _text())]}),
        "readings": _map("结论依据的解释及所选的读法 / readings it rests on, with the choice", _text()),
    }
    part = _object(answer, required=("outcome",))
    supported = _object(_EVIDENCE, required=("value",))
    head: Schema = {
        "schema": {"const": SCHEMA},
        "decision_id": _or_null(_text("编号 / id of the decision")),
        "timestamp": _or_null(_text("作出决定的时间，UTC / when it was decided", pattern=_MOMENT)),
        "requested_by": _or_null(_text("谁提出的 / who asked")),
        "labels": _map("使用方的标签 / labels of the caller", _text()),
        "policy": _text("政策的编号 / id of the policy"),
        "revision": _text("政策版本 / revision of the policy", pattern=_DIGEST),
        "engine": _text("引擎 / engine"),
        "library": _text("程序版本 / version of the library"),
        "decision": _text("事项 / the question"),
        "as_of": _or_null({"type": "string", "format": "date", "description": "所问之日 / the day asked about"}),
        "chosen_readings": _map("选用的读法 / readings chosen instead of the default", _text()),
        "facts": _map(
            "事实：组 → 名称 → 值，或者值连同来源 / facts by group and name, plain or with evidence",
            _map("", {"anyOf": [supported, {"not": {"type": "object", "required": ["value"]}}]}),
        ),
        "determinations": _map(
            "由人认定的事实：谁、何时、依据、至何时 / judgement facts: who, when, grounds, until",
            _object(_EVIDENCE, required=()),
        ),
    }
    tail: Schema = {
        "parts": _map("汇集的各事项 / the questions of an audit", part),
        "explanations": _object(
            {lang: _text("说明全文的摘要值 / digest of the explanation", pattern=_DIGEST) for lang in ("zh", "en")}
        ),
        "erased": _list("写入时隐去的内容，JSON 指针 / what was left out, as JSON pointers", _text(pattern="^/")),
        "replay_needs": _list("重新判断所缺的事实 / facts that a replay lacks", _text()),
        "link": _or_null(
            _object(
                {
                    "log": _text("日志的编号 / id of the log"),
                    "sequence": {"type": "integer", "minimum": 1},
                    "previous": _or_null(_text("前一条的摘要值 / digest of the record before", pattern=_DIGEST)),
                    "bundle": _text("所存政策的摘要值 / digest of the policy as kept", pattern=_DIGEST),
                }
            )
        ),
        "digest": _text("以上各项的摘要值 / digest of all the others", pattern=_DIGEST),
    }
    always = (*head, "outcome", "erased", "replay_needs", "link", "digest")
    made = _object({**head, **answer, **tail}, required=always)
    whole: Schema = {"properties": {"replay_needs": {"maxItems": 0}}}
    return {
        "title": "决定记录 / decision record",
        **made,
        "if": whole,
        "then": {
            "required": ["explanations"],
            "anyOf": [{"required": [*_REASONS]}, {"required": ["parts", "missing"]}],
        },
    }


def _text(description: str = "", *, pattern: str = "") -> Schema:
    return {
        "type": "string",
        **({"pattern": pattern} if pattern else {}),
        **({"description": description} if description else {}),
    }


_EVIDENCE: Schema = {
    "value": True,
    "source": _text("来源 / source document"),
    "asserted_by": _text("提供人或者认定人 / who"),
    "asserted_at": _text("时间 / when"),
    "grounds": _text("依据 / grounds"),
    "until": {"type": "string", "format": "date", "description": "有效至 / last day"},
}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(description: str, items: Schema) -> Schema:
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def _map(description: str, values: Schema) -> Schema:
    made: Schema = {"type": "object", "additionalProperties": values}
    return {**made, **({"description": description} if description else {})}


def _object(properties: Schema, required: tuple[str, ...] | None = None) -> Schema:
    names: list[Json] = [*(properties if required is None else required)]
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}
