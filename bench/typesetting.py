"""Compiles the Typst markup in a file, for `bench.against`: `typesetting.py FILE ROUNDS FONTS`.

Run by the Python of an environment that has the package `typst`; prints milliseconds of processor per round.
"""

import json
import sys
import time

import typst


def main() -> None:
    path, rounds, fonts = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    taken = []
    for _ in range(rounds + 1):
        began = time.process_time()
        content = typst.compile(path, font_paths=[fonts])
        taken.append((time.process_time() - began) * 1000)
    print(json.dumps({"cold": taken[0], "warm": sorted(taken[1:])[rounds // 2], "size": len(content)}))


if __name__ == "__main__":
    main()
