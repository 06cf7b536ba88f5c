#!/usr/bin/env python3
"""How long after a page is saved `ajuda serve` tells the browser to reload, and how long until the page is there.

    benches/serve.py --ajuda PROGRAM [--content FOLDER] [--saves N]

A sentence is added to a page of the folder's copy, again and again, each time to another page; what is printed
are the middle, the 95th of a hundred and the worst. Beside them stand the time that the server computed for a
save, on all cores together and with what it does after the event, which does not depend on what else the machine
does; and what a walk over the folder takes that looks at the time of every file, as a measure of the machine.
Needs Linux, for a folder in memory.
"""

import argparse
import json
import os
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from queue import Queue


def news(port: int, told: Queue) -> None:
    """Puts the number of each site that the server tells of into a queue, with the time."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /.ajuda/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for line in connection.makefile("rb"):
            if line.startswith(b"data:"):
                told.put((time.perf_counter(), json.loads(line[5:])["site"]))


def walk(folder: Path) -> float:
    """Seconds that it takes to ask for the time of every file."""
    start = time.perf_counter()
    folders = [folder]
    while folders:
        for entry in os.scandir(folders.pop()):
            if entry.is_dir():
                folders.append(entry.path)
            else:
                entry.stat()
    return time.perf_counter() - start


def computed(server: int) -> float:
    """Seconds that a process and the system for it have computed."""
    fields = Path(f"/proc/{server}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def shown(name: str, seconds: list[float]) -> str:
    """A line of the table."""
    ordered = sorted(seconds)
    middle, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"{name:<24}" + "".join(f"{1000 * time:>9.0f}" for time in (middle, most, ordered[-1]))


def main() -> None:
    """Serves, saves, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ajuda", default="target/release/ajuda")
    parser.add_argument("--content", default="../shared/corpora/commerce-kb")
    parser.add_argument("--saves", type=int, default=40)
    arguments = parser.parse_args()
    program = Path(arguments.ajuda).resolve()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        content = Path(folder, "content")
        shutil.copytree(arguments.content, content)
        pages = sorted(content.rglob("*.md"))
        server = subprocess.Popen(
            [program, "serve", "--quiet", "--port", "0"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        port = int(server.stdout.readline().split("://")[1].split("/")[0].split(":")[1])
        told: Queue = Queue()
        threading.Thread(target=news, args=(port, told), daemon=True).start()
        told.get()
        # The folder of the site is written once more when nothing changes: not what is measured here.
        time.sleep(2)
        chosen = random.Random(7).sample(pages, arguments.saves)
        events, processor, floor = [], [], []
        for number, page in enumerate(chosen):
            text = page.read_text(encoding="utf-8", errors="surrogateescape")
            before = computed(server.pid)
            start = time.perf_counter()
            page.write_text(f"{text}\n\nSaved {number}.\n", encoding="utf-8", errors="surrogateescape")
            events.append(told.get()[0] - start)
            floor.append(walk(content))
            time.sleep(0.2)
            processor.append(computed(server.pid) - before)
        urllib.request.urlopen(f"http://127.0.0.1:{port}/").read()
        server.terminate()
        server.wait()
    print(f"{len(pages)} pages, {arguments.saves} saves, milliseconds")
    print(f"{'':<24}{'middle':>9}{'95th':>9}{'worst':>9}")
    print(shown("from save to reload", events))
    print(shown("computing for a save", processor))
    print(shown("a walk over the folder", floor))


if __name__ == "__main__":
    main()
