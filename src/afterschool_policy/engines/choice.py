"""The engines by the name that a caller chooses; what one needs is imported only when it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import columns_wanted
from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.cross_check import CrossCheckedEngines
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.engines.protocol import Engine

DEFAULT = "compiled"


def _durable() -> Engine:
    try:
        from afterschool_policy.engines.durable.engine import DurableEngine
    except ImportError as error:
        if error.name != "durable_rules_engine":
            raise
        raise InvalidRequest([Diagnostic.of("engine-missing", engine="durable")]) from error
    return DurableEngine()


def _columnar() -> Engine:
    with columns_wanted():
        from afterschool_policy.engines.columnar.engine import ColumnarEngine
    return ColumnarEngine()


ENGINES: Mapping[str, Callable[[], Engine]] = {
    DEFAULT: CompiledEngine,
    "walking": WalkingEngine,
    "durable": _durable,
    "columnar": _columnar,
    "both": lambda: CrossCheckedEngines(CompiledEngine(), _durable()),
}
"""Every engine that can be chosen. Making one raises InvalidRequest where what it needs is not installed."""


def engine_for_replay(name: str) -> str:
    """The name of the engine for a replay: the one that decided, or the default where that is not installed."""
    if name in ENGINES:
        try:
            ENGINES[name]()
        except InvalidRequest:
            return DEFAULT
    return name
