"""Takes an engine's name; gives what answers by it in a case file: the engine, or networks that follow the file."""

from __future__ import annotations

from afterschool_policy.casefile.strategies import Afresh, Answers, Checked
from afterschool_policy.engines.choice import DEFAULT, ENGINES
from afterschool_policy.vocabulary.entities import Entities

_JOINED = ("durable", "both")


def answers(engine: str, entities: Entities) -> Answers:
    """What answers. The networks are imported only where they are asked for."""
    if engine not in _JOINED:
        return Afresh()
    from afterschool_policy.casefile.joined.strategy import Joined

    joined = Joined(entities)
    return joined if engine == "durable" else Checked(Afresh(), joined, (ENGINES[DEFAULT](), ENGINES["durable"]()))
