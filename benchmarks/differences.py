"""Compares two versions of 20,000 characters beside difflib: `python -m benchmarks.differences`.

The texts are those of the Jingdezhen report, repeated. CPU time in one process, the best of several turns.
"""

import random
import time
from difflib import SequenceMatcher

from tests.uccn.test_differences import edited, long_texts
from uccn.texts.differences import compare
from uccn.texts.html import plain

LENGTH = 20_000
TURNS = 3


def main():
    for language in ("zh-hans", "en"):
        old = "\n".join(map(plain, long_texts(language.replace("-", "_"))))
        old = (old * 5)[:LENGTH]
        for changes in (0, 10, 400, 4000):
            new = edited(old, changes, random.Random(2))
            ours = quickest(lambda old=old, new=new, language=language: compare(old, new, language))
            stock = quickest(lambda old=old, new=new: SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
            times = f"ours {ours:7.3f} s  difflib {stock:7.3f} s  {stock / ours:6.1f} times"
            print(f"{language:8} {changes:5} changes  {times}")


def quickest(work):
    spent = []
    for _ in range(TURNS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    main()
