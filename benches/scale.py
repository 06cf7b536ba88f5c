#!/usr/bin/env python3
"""How a build grows: made-up help centres of several sizes, each in many languages.

    benches/scale.py --ajuda PROGRAM [--pages 12500,25000,50000,100000] [--locales 30] [--shards 4]

Every language has words of its own, of which few are frequent and most are rare, as in languages. A page has
a table, a list, code, links to others, and every third a question or an error. What is printed for each size
is the time, the time of all cores, the most memory, and how large the site and the index are; behind it how
much each grew from the size before. With `--shards N` the largest is also built in N shards one after the
other, merged, and held to the whole, byte by byte.
"""

import argparse
import filecmp
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TAGS = "pt-BR en es fr de it nl sv da nb fi pl cs sk hu ro bg el tr uk id ms vi th ko ja zh-Hans ar he hi".split()
# The first letters of each script's block that words are made of, and how many there are.
SCRIPTS = {"bg": (0x430, 32), "uk": (0x430, 32), "el": (0x3B1, 24), "th": (0xE01, 40), "ko": (0xAC00, 900),
           "ja": (0x4E00, 900), "zh-Hans": (0x4E00, 1200), "ar": (0x628, 20), "he": (0x5D0, 26), "hi": (0x915, 34)}
CONSONANTS, VOWELS = "bcdfglmnprstvz", "aeiou"


def vocabulary(tag, count):
    """Words of a language, the frequent ones first."""
    chance = random.Random(f"words of {tag}")
    words = set()
    while len(words) < count:
        if tag in SCRIPTS:
            first, letters = SCRIPTS[tag]
            words.add("".join(chr(first + chance.randrange(letters)) for _ in range(chance.randint(2, 6))))
        else:
            words.add("".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 5))))
    ordered = sorted(words)
    chance.shuffle(ordered)
    return sorted(ordered, key=len)


def page(chance, words, weights, number, count):
    """A page of markdown."""
    def text(length):
        return " ".join(chance.choices(words, cum_weights=weights, k=length)).capitalize()

    lines = ["---", f"title: {text(4)} {number}", f"description: {text(12)}", "---", "", text(60) + ".", ""]
    for section in range(3):
        lines += [f"## {text(3)} {section}", "", text(50) + ".", "", f"[{text(2)}](../{other(chance, count)})", ""]
    lines += [f"- {text(6)}" for _ in range(4)] + ["", f"| {text(1)} | {text(1)} |", "|---|---|"]
    lines += [f"| {text(2)} | {text(5)} |" for _ in range(4)] + ["", "```json", f'{{ "{text(1)}": {number} }}', "```", ""]
    if number % 3 == 0:
        lines += [f"## {text(5)}?", "", text(25) + ".", ""]
    if number % 3 == 1:
        lines += [f":::error{{code=\"E{number % 9000:04}\"}} {text(6)} {number}", "", text(20) + ".", "", ":::", ""]
    return "\n".join(lines)


def other(chance, count):
    """A page to link to, as its folder and name."""
    number = chance.randrange(count)
    return f"topic-{number // 80:03}/page-{number:05}.md"


def make(folder, pages, locales):
    """Writes the content of so many pages."""
    count = pages // locales
    for tag in TAGS[:locales]:
        words = vocabulary(tag, 4000 + count)
        total, weights = 0.0, []
        for rank in range(len(words)):
            total += 1 / (rank + 3)
            weights.append(total)
        chance = random.Random(f"pages of {tag}")
        for number in range(count):
            target = folder / tag / f"topic-{number // 80:03}" / f"page-{number:05}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page(chance, words, weights, number, count), encoding="utf-8")


def run(command, folder):
    """Seconds, seconds of all cores, and the most memory in MB."""
    start = time.monotonic()
    with open(folder / "said.log", "wb") as said:
        child = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command} ended with {child.returncode}:\n{(folder / 'said.log').read_text(errors='replace')[-2000:]}")
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def size(folder):
    """How many files there are, and how many MB they hold."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 1e6


def differing(left, right):
    """Paths that are not the same in both folders."""
    names = [{path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} for folder in (left, right)]
    both = names[0] & names[1]
    return sorted(names[0] ^ names[1]) + sorted(
        name for name in both if not filecmp.cmp(left / name, right / name, shallow=False)
    )


def sharded(ajuda, folder, count):
    """Builds in shards, merges, and holds the result to the whole."""
    shards = [f"shard-{number}" for number in range(1, count + 1)]
    for number, shard in enumerate(shards, 1):
        seconds, cpu, memory = run([ajuda, "build", "--quiet", "--message-format", "json", "--no-cache", "--shard", f"{number}/{count}", "--out", shard], folder)
        print(f"shard {number}/{count:<8} {seconds:>8.1f} {cpu:>8.1f} {memory:>8.0f}")
    seconds, cpu, memory = run([ajuda, "merge", *shards, "--out", "merged", "--index", "merged-index"], folder)
    print(f"{'merge':<14} {seconds:>8.1f} {cpu:>8.1f} {memory:>8.0f}")
    wrong = differing(folder / "site", folder / "merged") + differing(folder / "index", folder / "merged-index")
    print("merged: the same bytes" if not wrong else f"merged: {len(wrong)} files differ, such as {wrong[:3]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ajuda", default="target/release/ajuda")
    parser.add_argument("--pages", default="12500,25000,50000,100000")
    parser.add_argument("--locales", type=int, default=30)
    parser.add_argument("--shards", type=int, default=0)
    arguments = parser.parse_args()
    ajuda = Path(arguments.ajuda).resolve()
    memory = Path("/dev/shm")
    print(f"{'pages':<14} {'seconds':>8} {'of CPU':>8} {'MB':>8} {'files':>8} {'site MB':>8} {'index MB':>9}")
    before = None
    sizes = [int(pages) for pages in arguments.pages.split(",")]
    for pages in sizes:
        with tempfile.TemporaryDirectory(prefix="ajuda-scale-", dir=memory if memory.is_dir() else None) as name:
            folder = Path(name)
            make(folder / "content", pages, arguments.locales)
            cost = run([ajuda, "build", "--quiet", "--message-format", "json", "--no-cache", "--out", "site", "--index", "index"], folder)
            files, site = size(folder / "site")
            now = (*cost, files, site, size(folder / "index")[1])
            print(f"{pages:<14} {now[0]:>8.1f} {now[1]:>8.1f} {now[2]:>8.0f} {now[3]:>8} {now[4]:>8.0f} {now[5]:>9.0f}")
            if before:
                grown = [after / first for after, first in zip(now, before)]
                print(f"{'  grown':<14} {grown[0]:>8.2f} {grown[1]:>8.2f} {grown[2]:>8.2f} {grown[3]:>8.2f} {grown[4]:>8.2f} {grown[5]:>9.2f}")
            before = now
            if arguments.shards and pages == sizes[-1]:
                shutil.rmtree(folder / "content" / ".ajuda", ignore_errors=True)
                sharded(ajuda, folder, arguments.shards)


if __name__ == "__main__":
    main()
