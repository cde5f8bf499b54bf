"""The page about what the cases of a policy reach: a table, and each rule of which something is left, line by line."""

from __future__ import annotations

from afterschool_policy.policy import Policy
from afterschool_policy.site.render import render_page
from afterschool_policy.testing.coverage.annotated import annotated
from afterschool_policy.testing.coverage.coverage import Coverage, percent
from afterschool_policy.testing.coverage.in_words import left_in_words
from afterschool_policy.testing.coverage.points import CLAUSE, EDITION, KINDS
from afterschool_policy.text import Lang


def coverage_page(policy: Policy, coverage: Coverage, lang: Lang) -> str:
    """One self-contained page, without script or network."""
    counts = [
        (KINDS[kind].counted, reached, every, percent(reached, every))
        for kind, (reached, every) in coverage.counts().items()
    ]
    rules = sorted(annotated(policy, coverage), key=lambda rule: rule.coverage.percent)
    return render_page(
        "coverage.html",
        lang,
        policy=policy.law.instrument.name,
        revision=policy.fingerprint,
        coverage=coverage,
        counts=counts,
        rules=rules,
        apart=[point for point in coverage.left if point.kind in (CLAUSE, EDITION)],
        in_words=left_in_words,
    )
