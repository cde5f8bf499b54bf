"""Takes an engine; gives what answers for it in a case file: the engine itself, or networks that follow the file."""

from __future__ import annotations

from afterschool_policy.casefile.answers import Afresh, Answers, Checked
from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.protocol import Engine
from afterschool_policy.vocabulary.entities import Entities


def answers(engine: Engine, entities: Entities) -> Answers:
    """What answers. The networks are imported only where they are asked for."""
    if engine.name not in ("durable", "both"):
        return Afresh(engine)
    from afterschool_policy.casefile.joined.answers import Joined

    joined = Joined(entities)
    return joined if engine.name == "durable" else Checked(Afresh(CompiledEngine()), joined)
