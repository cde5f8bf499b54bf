"""Lists of names in a document, each of which has to name something that there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic, suggestion


def unknown_names(
    document: AuthoredDocument[M],
    code: str,
    names: Sequence[str],
    known: Collection[str],
    path: KeyPath,
    *,
    likely: Collection[str] | None = None,
) -> Iterator[Diagnostic]:
    """A diagnostic for each name of the list at a path that is not known, with the nearest of those that are likely."""
    for place, name in enumerate(names):
        if name not in known:
            span, hint = document.span(*path, place), suggestion(name, known if likely is None else likely)
            yield Diagnostic.of(code, span, name=name, suggestion=hint)
