"""The residual of a question as a document: which conditions on the open facts bring which outcome."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.branches import HEADING, Branch, Branches
from afterschool_policy.explain.document import Document, Section
from afterschool_policy.text import Text

_UNKNOWN = Text(
    "事实有不知道的，不能断定属于哪一种情形时，尚不能确定。",
    "Where facts are unknown, so that it is not certain which of these cases it is, it is undetermined.",
)


def residual_document(question: Text, branches: Sequence[Branch], *, complete: bool) -> Document:
    """The branches under the question, to the last."""
    asked = (phrases.ASKED.format(question=question),)
    items = Branches(tuple(branches), complete).items
    return Document((Section(HEADING, (asked,), level=2), Section(None, items=items), Section(None, ((_UNKNOWN,),))))
