"""Runs the lab's Python programs and keeps what they print, for python_test.ts.

    /usr/bin/python3 tests/games/coroutines/python/write_transcripts.py

It needs python3-gevent, and port 8080, which the programs name.
"""

import hashlib
import platform
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import gevent

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
PROGRAMS = ROOT / "games" / "coroutines" / "programs"
# When each tablet arrives, and what its line then does: seconds until it asks, or None to leave.
TABLETS = [(0, 0.6), (0.05, 0.05), (0.1, None), (0.15, 0.05)]


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def tablet(arrives, asks):
    time.sleep(arrives)
    for attempt in range(100):
        try:
            client = socket.create_connection(("127.0.0.1", 8080))
            break
        except OSError:
            time.sleep(0.02)
    if asks is None:
        time.sleep(0.05)
        client.close()
        return
    time.sleep(asks)
    client.sendall(b"GET / HTTP/1.1\r\n\r\n")
    answer = client.recv(1024)
    assert b"text/html" in answer, answer


def run(name):
    program = subprocess.Popen(
        [sys.executable, "-u", PROGRAMS / f"{name}.py"], stdout=subprocess.PIPE, text=True
    )
    if name.startswith("server"):
        time.sleep(1)
        tablets = [threading.Thread(target=tablet, args=when) for when in TABLETS]
        for each in tablets:
            each.start()
        for each in tablets:
            each.join()
    output, _ = program.communicate(timeout=30)
    assert program.returncode == 0, name
    return output


def main():
    versions = f"Python {platform.python_version()}, gevent {gevent.__version__}"
    for path in sorted(PROGRAMS.glob("*.py")):
        host = None
        if path.stem.startswith("real_"):
            handler = partial(QuietHandler, directory=ROOT)
            host = ThreadingHTTPServer(("127.0.0.1", 8080), handler)
            threading.Thread(target=host.serve_forever, daemon=True).start()
        output = run(path.stem)
        if host:
            host.shutdown()
            host.server_close()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        (HERE / f"{path.stem}.txt").write_text(f"{digest}\n{versions}\n\n{output}")
        print(path.stem, len(output.splitlines()), "lines")


main()
