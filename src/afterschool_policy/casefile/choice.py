"""The strategy of a case file, by the name of its engine."""

from __future__ import annotations

from afterschool_policy.casefile.strategies import CrossChecked, PerQuestion, Strategy
from afterschool_policy.engines.choice import DEFAULT, ENGINES


def strategy_of(engine: str) -> Strategy:
    """The strategy for an engine. The networks are imported only where they are asked for."""
    if engine not in ("durable", "both"):
        return PerQuestion()
    from afterschool_policy.casefile.joined.strategy import Incremental

    if engine == "durable":
        return Incremental()
    return CrossChecked(PerQuestion(), Incremental(), (ENGINES[DEFAULT](), ENGINES["durable"]()))
