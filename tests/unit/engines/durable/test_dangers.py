"""What stops or silently misleads the bare C module goes well through the seam.

Each danger runs in a process of its own with a time limit: without the rule of safety that it is named for, it crashes,
hangs, grows, or loses a match.
"""

import subprocess
import sys
import textwrap

import pytest

PRELUDE = """
import gc, os, sys, threading
from afterschool_policy.engines.durable.network import Network
from afterschool_policy.engines.durable.ruleset import Attribute, Comparison, Pattern

def single(*comparisons):
    return (Pattern("m", comparisons),)

def megabytes():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
"""

DANGERS = {
    "more rules match a fact than the network can stack": """
        session = Network([single(Comparison("x", ">=", each)) for each in range(500)]).open()
        _, firings = session.put({"x": 10**6})
        assert sorted(firing.rule for firing in firings) == list(range(500))
    """,
    "more rules have one condition than a list of the network holds": """
        session = Network([single(Comparison("x", "==", 1))] * 600).open()
        assert len(session.put({"x": 1})[1]) == 600
    """,
    "more conditions stand at the root than a table of the network holds": """
        session = Network([single(Comparison("x", "==", each)) for each in range(2000)]).open()
        assert [firing.rule for firing in session.put({"x": 1234})[1]] == [1234]
    """,
    "a fact has more attributes than a message of the network holds": """
        rules = [single(*(Comparison(f"a{20 * each + one}", "==", 1) for one in range(20))) for each in range(48)]
        session = Network(rules).open()
        assert len(session.put({f"a{each}": 1 for each in range(960)})[1]) == 48
    """,
    "nothing matches a fact, and the session is closed": """
        junk = [bytes([0x41]) * size for size in range(20000, 60000, 500)]
        del junk
        network = Network([single(Comparison("x", "==", 1))])
        for turn in range(2000):
            session = network.open()
            session.put({"x": 2})
            session.close()
    """,
    "a join compares what one fact lacks": """
        names = "abc"
        rules = [
            (Pattern("first", (Comparison("k", "==", 0),)),
             Pattern("second", (Comparison("k", "==", 1), Comparison(a, operator, Attribute(b, of="first")))))
            for a in names for b in names for operator in ("==", "!=", "<", ">=")
        ]
        session = Network(rules).open()
        for turn in range(300):
            session.put({"k": turn % 2, **{name: turn % 5 for name in names if (turn >> ord(name) % 3) % 2}})
            if turn % 40 == 39:
                session.clear()
    """,
    "an attribute is compared with one that the fact lacks": """
        rules = [single(Comparison("a", operator, Attribute("b"))) for operator in ("==", "!=", "<", ">")]
        session = Network(rules).open()
        for turn in range(500):
            assert session.put({"a": turn})[1] == []
            assert session.put({"b": turn})[1] == []
            session.clear()
    """,
    "sessions are opened and closed for long": """
        network = Network([single(Comparison("x", ">=", each)) for each in range(40)])
        def turn():
            session = network.open()
            session.put({"x": 10**6})
            session.close()
        for _ in range(300):
            turn()
        before = megabytes()
        for _ in range(3000):
            turn()
        assert megabytes() - before < 10, megabytes() - before
    """,
    "sessions are forgotten instead of closed": """
        network = Network([single(Comparison("x", ">=", each)) for each in range(40)])
        for _ in range(300):
            network.open().put({"x": 1})
        gc.collect()
        before = megabytes()
        for _ in range(3000):
            network.open().put({"x": 1})
        gc.collect()
        assert megabytes() - before < 10, megabytes() - before
    """,
    "facts are put and taken back for long": """
        session = Network([single(Comparison("x", ">=", each)) for each in range(40)]).open()
        for turn in range(2000):
            session.put({"x": turn % 50})
            session.clear()
        before = megabytes()
        for turn in range(30000):
            session.put({"x": turn % 50})
            session.clear()
        assert megabytes() - before < 10, megabytes() - before
    """,
    "threads share a session": """
        session = Network([single(Comparison("x", ">=", each)) for each in range(60)]).open()
        wrong = []
        def work(seed):
            for turn in range(400):
                x = (seed * 31 + turn * 7) % 80
                number, firings = session.put({"x": x})
                if len(firings) != min(60, x + 1):
                    wrong.append((seed, turn))
                session.retract(number)
        sys.setswitchinterval(1e-6)
        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
        threading.excepthook = lambda told: wrong.append(told.exc_value)
        [each.start() for each in threads]
        [each.join() for each in threads]
        assert wrong == []
    """,
    "threads open, use and leave sessions": """
        network = Network([single(Comparison("x", ">=", each)) for each in range(60)])
        wrong = []
        def work(seed):
            for turn in range(30):
                session = network.open()
                for step in range(20):
                    x = (seed * 31 + turn * 7 + step) % 80
                    if len(session.put({"x": x})[1]) != min(60, x + 1):
                        wrong.append((seed, turn, step))
                    session.clear()
        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
        threading.excepthook = lambda told: wrong.append(told.exc_value)
        [each.start() for each in threads]
        [each.join() for each in threads]
        assert wrong == []
    """,
    "a process forks while sessions are open, and both go on": """
        network = Network([single(Comparison("x", ">=", each)) for each in range(60)])
        sessions = [network.open() for _ in range(5)]
        for session in sessions:
            session.put({"x": 10})
        child = os.fork()
        del session
        sessions.clear()
        gc.collect()
        fresh = network.open()
        assert len(fresh.put({"x": 30})[1]) == 31
        fresh.close()
        if child:
            assert os.waitpid(child, 0)[1] == 0
        else:
            os._exit(0)
    """,
}


@pytest.mark.parametrize("danger", DANGERS)
def test_the_seam_holds_where(danger):
    source = PRELUDE + textwrap.dedent(DANGERS[danger])
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", source], capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
