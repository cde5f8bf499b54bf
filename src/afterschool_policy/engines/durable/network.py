"""The Rete network: rules, and sessions of facts on which they fire.

The only place that knows `durable_rules`. Its C module is old and unforgiving: outside a narrow path it reads freed
memory, loses matches or stops the process. `ruleset` keeps the rules on that path, and a session keeps the calls on
it: only checked whole numbers cross; one state under an identifier of our own; one thread at a time, each fact
followed to its last firing; and after any fault, or in a forked process, the session is gone for good.
"""

from __future__ import annotations

import json
import os
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import durable_rules_engine as rete

from afterschool_policy.diagnostics import EngineFault
from afterschool_policy.engines.durable.ruleset import MARK, SEEN, NetworkRule, Shard, fault, identity, is_whole, shards
from afterschool_policy.text import Text

_STATE = "0"


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule, by its place in the network, that a combination of distinct facts has made fire."""

    rule: int
    _frame: str

    @property
    def facts(self) -> Mapping[str, int]:
        """The fact behind each pattern, by the number that `put` gave it."""
        (frame,) = json.loads(self._frame).values()
        return {name: int(fact["id"]) for name, fact in frame.items()}


class Network:
    """Rules, checked and laid out in shards. Immutable; `open` makes a session, which holds the facts.

    Raises:
        EngineFault: where a rule does not keep to what the network can do.
    """

    def __init__(self, rules: Sequence[NetworkRule]) -> None:
        self._shards = shards(rules)

    def open(self) -> Session:
        """A session without facts."""
        return Session(self._shards)


class Session:
    """Facts, and the rules that fired on them. Calls from several threads wait for each other."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._handles: list[int] = []
        self._live: dict[int, list[_ShardHandle]] = {}
        self._identities: set[int] = set()
        self._next = 0
        self.close = weakref.finalize(self, _close, self._handles, self._process)
        self.close.atexit = False
        self._open = [_ShardHandle(shard, self._create(shard)) for shard in shards]

    @property
    def is_usable(self) -> bool:
        """Whether the session was neither closed nor carried over into a forked process."""
        return self.close.alive and os.getpid() == self._process

    def put(self, attributes: Mapping[str, int]) -> tuple[int, list[Firing]]:
        """The number of a fact that is asserted, and the firings that it completes, each once."""
        for name, value in attributes.items():
            if not is_whole(value):
                raise fault(Text(f"属性 {name} 的值 {value!r} 不能传入", f"the value {value!r} of {name} cannot cross"))
        with self._using():
            number = self._number()
            where = self._live[number] = []
            firings: list[Firing] = []
            for shard in self._open:
                body = shard.body(number, attributes)
                if body is not None:
                    where.append(shard)
                    firings += shard.put(body)
            return number, firings

    def retract(self, number: int) -> None:
        """Retract a fact: it completes no further firings.

        Raises:
            KeyError: where there is no such fact.
        """
        self._check()
        if number not in self._live:
            raise KeyError(number)
        with self._using():
            self._retract(number)

    def clear(self) -> None:
        """Retract all facts, the newest first."""
        with self._using():
            for number in reversed(tuple(self._live)):
                self._retract(number)
            self._next = 0

    def _create(self, shard: Shard) -> int:
        try:
            handle: int = rete.create_ruleset("p", shard.definition)
        except rete.error as error:
            self.close()
            raise _as_fault(error) from error
        self._handles.append(handle)
        return handle

    def _number(self) -> int:
        """A number whose identity no other fact here has: to the network the two would be one."""
        self._next += 1
        while identity(str(self._next)) in self._identities:
            self._next += 1
        self._identities.add(identity(str(self._next)))
        return self._next

    def _retract(self, number: int) -> None:
        for shard in self._live.pop(number):
            rete.retract_fact(shard.handle, f'{{"sid":"{_STATE}","id":"{number}"}}')
        self._identities.discard(identity(str(number)))

    @contextmanager
    def _using(self) -> Iterator[None]:
        """One use, by one thread, to its end. A fault on the way leaves the network in no state that is known."""
        self._check()  # before waiting, too: in a forked process nobody is left to release the lock
        with self._lock:
            self._check()
            try:
                yield
            except BaseException as error:
                self.close()
                if isinstance(error, rete.error):
                    raise _as_fault(error) from error
                raise

    def _check(self) -> None:
        if not self.is_usable:
            raise fault(Text("会话已经关闭", "the session is closed"))


@dataclass(frozen=True, slots=True)
class _ShardHandle:
    """A shard that the C module has built."""

    shard: Shard
    handle: int

    def body(self, number: int, attributes: Mapping[str, int]) -> str | None:
        """The fact as this shard reads it; None where it reads nothing of it."""
        read = [f'"{name}":{attributes[name]}' for name in self.shard.attributes if name in attributes]
        return f'{{"sid":"{_STATE}","id":"{number}","{MARK}":1,{",".join(read)}}}' if read else None

    def put(self, body: str) -> list[Firing]:
        """Assert a fact and run every firing to its end; the next fact must find none waiting."""
        code, state = rete.assert_fact(self.handle, body)
        started = rete.start_action_for_state(self.handle, state) if code == 0 else None
        if started is None:
            raise fault(Text(f"网络未接收事实（{code}）", f"the network did not take a fact ({code})"))
        firings: list[Firing] = []
        frame = started[1]
        while frame is not None:
            name = frame[2 : frame.index('"', 2)]
            if name != SEEN:
                firings.append(Firing(int(name), frame))
            frame = rete.complete_and_start_action(self.handle, state)
        return firings


def _close(handles: list[int], process: int) -> None:
    """Free what the C module holds. A handle's number is given out again, so none is touched afterwards."""
    mine = os.getpid() == process
    while handles:
        handle = handles.pop()
        if mine:
            with suppress(rete.error):  # there is no state before the first fact
                rete.delete_state(handle, _STATE)  # deleting the ruleset alone would leave it behind
            rete.delete_ruleset(handle)


def _as_fault(error: rete.error) -> EngineFault:
    return fault(Text(str(error), str(error)))
