"""start.py TIMES PORT PATH COMMAND...: starts a server so many times and ends it each time.

Prints for each start a line "<ms to the first 200 of PATH> <MB resident then> <MB resident 2 s later>". Memory of all
the processes of the command, shared pages counted once (PSS); of one process also the figure that `ps` shows (RSS).
"""

import pathlib
import signal
import socket
import subprocess
import sys
import time

times, port, path, *command = sys.argv[1:]
port = int(port)
ask = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def answers_200():
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(ask)
            return connection.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def with_children(pid):
    yield pid
    for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from with_children(int(child))


def memory(pid):
    """MB: RSS of a process that is alone, PSS of several."""
    pids = list(with_children(pid))
    field = "Rss:" if len(pids) == 1 else "Pss:"
    rollups = (pathlib.Path(f"/proc/{one}/smaps_rollup").read_text() for one in pids)
    return sum(int(rollup.split(field)[1].split()[0]) for rollup in rollups) / 1024


for _ in range(int(times)):
    began = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers_200():
            if server.poll() is not None or time.perf_counter() - began > 30:
                sys.exit(f"{command[0]} does not answer on port {port}")
            time.sleep(0.0005)
        took = (time.perf_counter() - began) * 1000
        first = memory(server.pid)
        time.sleep(2)
        print(f"{took:.1f} {first:.1f} {memory(server.pid):.1f}", flush=True)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
