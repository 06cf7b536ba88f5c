#!/usr/bin/env python3
"""Load on `ajuda serve` from other processes: wrk or oha asks for pages while five hundred connections keep
still or are slow. Says what they measured, whether anything failed, and the server's memory before and after.

    benches/load.py [--ajuda PROGRAM] [--content FOLDER] [--still N] [--requests N]

Needs wrk (`apt-get install wrk`) or oha (`cargo install oha`) and Linux, for the memory.
"""

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path

HOST = "Host: localhost\r\n"
# What a connection that gets nowhere has sent.
BEGUN = (
    "",
    "GET / HTTP/1.1\r\nHo",
    f"GET /.ajuda/events HTTP/1.1\r\n{HOST}\r\n",
    f"GET /search/search.js HTTP/1.1\r\n{HOST}\r\n",
    f"GET / HTTP/1.1\r\n{HOST}X: ",
)


def memory(process: int) -> int:
    """The memory of a process in KB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


def status(port: int, head: str) -> str:
    """The status of the answer to a request."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
        return connection.recv(64).split(b" ")[1].decode()


def load(url: str, requests: int) -> tuple[str, bool]:
    """What wrk or oha says, and whether all was answered."""
    if shutil.which("oha"):
        said = subprocess.run(["oha", "--no-tui", "-n", str(requests), "-c", "50", url], capture_output=True, text=True).stdout
        return said, "Success rate: 100.00%" in re.sub(r"\s+", " ", said)
    said, asked = "", 0
    while asked < requests:
        ran = subprocess.run(["wrk", "-t2", "-c50", "-d5s", "--latency", url], capture_output=True, text=True)
        said += ran.stdout
        asked = sum(int(count) for count in re.findall(r"(\d+) requests in", said))
    return said, "Socket errors" not in said and "Non-2xx" not in said


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--ajuda", default="target/release/ajuda")
    options.add_argument("--content", default="content")
    options.add_argument("--still", type=int, default=500)
    options.add_argument("--requests", type=int, default=10_000)
    given = options.parse_args()
    if not (shutil.which("oha") or shutil.which("wrk")):
        sys.exit("needs wrk or oha")
    with tempfile.TemporaryDirectory() as folder:
        content = str(Path(given.content).resolve())
        server = subprocess.Popen(
            [str(Path(given.ajuda).resolve()), "serve", "--port", "0", "--content", content],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        try:
            address = re.search(r"http://[^/\s]+:(\d+)(\S*)", server.stdout.readline())
            port = int(address[1])
            page = urllib.request.urlopen(f"http://127.0.0.1:{port}/").geturl()
            still = [socket.create_connection(("127.0.0.1", port)) for _ in range(given.still)]
            for number, connection in enumerate(still):
                connection.sendall(BEGUN[number % len(BEGUN)].encode())
            ended = threading.Event()

            def drip() -> None:
                while not ended.wait(0.5):
                    for connection in still[len(BEGUN) - 1 :: len(BEGUN)]:
                        try:
                            connection.sendall(b"x")
                        except OSError:
                            pass  # The server has lost its patience with it.

            dripping = threading.Thread(target=drip)
            dripping.start()
            failed = False
            print(f"{len(still)} still connections; memory {memory(server.pid)} KB")
            for _ in range(3):
                said, whole = load(page, given.requests)
                failed |= not whole
                print(said.strip())
                print(f"{'all answered' if whole else 'FAILED'}; memory {memory(server.pid)} KB")
            for head, expected in (
                ("GET / HTTP/1.1\r\nHost: evil.example\r\n", "403"),
                (f"POST / HTTP/1.1\r\n{HOST}", "405"),
                (f"GET /../../etc/passwd HTTP/1.1\r\n{HOST}", "404"),
                (f"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n{HOST}", "404"),
            ):
                answered = status(port, head)
                failed |= answered != expected
                print(f"{head.splitlines()[0]} | {head.splitlines()[1]}: {answered}")
            ended.set()
            dripping.join()
            return int(failed)
        finally:
            server.kill()
            server.wait()


if __name__ == "__main__":
    sys.exit(main())
