"""A million changed bundles, of which none may load: python -m tests.conformance.bundles [COUNT] [SEED]

Half of them keep their first line: bytes of the body are flipped, removed, inserted, repeated or cut off, or two pieces
change places. In a quarter the first line changes, by the same means. The last quarter is a bundle in which somebody
changed an entry and sealed it anew, so that only its revision gives it away: it is refused, or another policy under
another name.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections import Counter

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.law import bundle
from tests.support import LIBRARY


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one change, by one of six means."""
    at = chance.randrange(len(data))
    length = chance.choice((1, 1, 1, 2, 8, 64))
    piece = data[at : at + length]
    means = (
        data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :],
        data[:at] + data[at + length :],
        data[:at] + chance.randbytes(length) + data[at:],
        data[:at] + piece + data[at:],
        data[:at],
        data[:at] + data[at + length : at + 2 * length] + piece + data[at + 2 * length :],
    )
    return chance.choice(means)


def resealed(pool: list[object], chance: random.Random) -> bytes:
    """The entries with one part of one of them changed, under the revision of what they are now."""
    place = chance.randrange(len(pool))
    entry = pool[place]
    other = chance.choice((chance.randrange(len(pool)), "any", None, True, -1, 1.5, "2021-09-01"))
    changed = (
        [*entry[: (at := chance.randrange(len(entry)))], other, *entry[at + 1 :]] if isinstance(entry, list) else other
    )
    body = json.dumps([*pool[:place], changed, *pool[place + 1 :]], ensure_ascii=False, separators=(",", ":")).encode()
    body += b"\n"
    head = {"format": bundle.FORMAT, "revision": "sha256:" + hashlib.sha256(body).hexdigest()}
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + body


def outcome_of(data: bytes, genuine: str) -> str:
    """What became of a changed bundle; whatever else it raises is a fault of the library."""
    try:
        policy = Policy.from_bundle(data)
    except InvalidPolicy:
        return "refused"
    return "genuine" if policy.fingerprint == genuine else "another revision"


def run(count: int, seed: int) -> Counter[str]:
    """How many of each sort came to what."""
    data = Policy.load(LIBRARY).bundle()
    genuine = Policy.load(LIBRARY).fingerprint
    head, _, body = data.partition(b"\n")
    pool, chance, found = json.loads(body), random.Random(seed), Counter[str]()
    for number in range(count):
        sort = ("body", "body", "head", "sealed anew")[number % 4]
        if sort == "body":
            changed = head + b"\n" + damaged(body, chance)
        elif sort == "head":
            changed = damaged(head, chance) + b"\n" + body
        else:
            changed = resealed(pool, chance)
        if changed != data:
            found[f"{sort}: {outcome_of(changed, genuine)}"] += 1
    return found


if __name__ == "__main__":
    numbers = [int(given) for given in sys.argv[1:]]
    results = run(*(numbers + [1_000_000, 1][len(numbers) :]))
    for name, times in sorted(results.items()):
        print(f"{times:>9,} {name}")
    sys.exit(
        any(not name.endswith("refused") for name in results if not name.startswith("sealed"))
        or any("genuine" in name for name in results)
    )
