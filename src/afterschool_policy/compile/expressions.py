"""The expressions and conditions of one document as typed trees; every fault in them has its place."""

from __future__ import annotations

from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.models import AllOf, AnyOf, Condition, NotOf
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic, Field, suggestion
from afterschool_policy.language.checker import Scope, check
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.operators import notation
from afterschool_policy.language.parser import parse
from afterschool_policy.language.tree import Apply, Node
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, Type

_CALLED = Text("“{label}”写 {name}。", "“{label}” is {name}. ")


def typed(text: str, scope: Scope, wanted: Type | None) -> tuple[Node | None, list[ExpressionError]]:
    """The typed tree of an expression, or None with the faults that stand in its way."""
    try:
        return check(parse(text), scope, wanted)
    except ExpressionError as error:
        return None, [error]


class Expressions:
    """The expressions of a document, read in one scope; their faults go to `faults`."""

    def __init__(self, document: AuthoredDocument[M], scope: Scope, faults: list[Diagnostic]) -> None:
        self._document = document
        self._scope = scope
        self.faults = faults

    def fault(self, code: str, path: KeyPath, **fields: Field) -> None:
        """Report what is wrong at a path."""
        self.faults.append(Diagnostic(code, self._document.span(*path), fields))

    def knows_code(self, code: str, type_: Type, path: KeyPath) -> bool:
        """Whether the key at a path is a code of this type; reported where it is not."""
        codes = self._scope.codes.get(type_.codes or "", ())
        if code in codes:
            return True
        span, hint = self._document.key_span(*path), suggestion(code, codes)
        fault = Diagnostic.of("unknown-code", span, name=code, codes=type_.codes or "", allowed=codes, suggestion=hint)
        self.faults.append(fault)
        return False

    def expression(self, text: str, path: KeyPath, wanted: Type | None) -> Node | None:
        """The tree of the expression at a path, of type `wanted` (None: any type)."""
        node, errors = typed(text, self._scope, wanted)
        for error in errors:
            fields = dict(error.fields)
            if error.code == "unknown-function":
                functions = notation().functions
                fields |= {"suggestion": suggestion(str(fields["name"]), functions), "allowed": tuple(functions)}
            elif error.code == "expression-word":
                fields["suggestion"] = self._called(str(fields["name"]))
            elif error.code == "unknown-variant":
                allowed = fields["allowed"]
                fields["suggestion"] = suggestion(str(fields["name"]), allowed if isinstance(allowed, tuple) else ())
            span = self._document.span_within(path, error.at.start, error.at.end)
            self.faults.append(Diagnostic(error.code, span, fields))
        return node

    def _called(self, words: str) -> Text:
        """The fact or code that people call so, or nearly so."""
        called = self._scope.called
        near = suggestion(words, called)
        label = words if words in called else near.names[0] if near.names else None
        return Text("", "") if label is None else _CALLED.format(label=label, name=called[label])

    def condition(self, condition: Condition | None, path: KeyPath) -> Node | None:
        """The tree of the condition at a path; None where there is none, and where a part of it has a fault."""
        match condition:
            case None:
                return None
            case AllOf(all=members):
                return self._joined("and", members, (*path, "all"))
            case AnyOf(any=members):
                return self._joined("or", members, (*path, "any"))
            case NotOf(negated=member):
                inner = self.condition(member, (*path, "not"))
                return None if inner is None else Apply("not", (inner,), BOOLEAN)
        return self.expression(str(condition), path, BOOLEAN)

    def _joined(self, symbol: str, members: list[Condition], path: KeyPath) -> Node | None:
        nodes = [self.condition(member, (*path, place)) for place, member in enumerate(members)]
        sound = tuple(node for node in nodes if node is not None)
        if len(sound) < len(nodes):
            return None
        return sound[0] if len(sound) == 1 else Apply(symbol, sound, BOOLEAN)
