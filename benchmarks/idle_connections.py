"""idle_connections.py PORT PID COUNT: opens idle connections, closes them, and looks at the server's resident memory.

Prints "<MB before> <MB while open> <MB after> <open connections> <ms of /health while open>".
"""

import pathlib
import socket
import sys
import time

port, pid, count = map(int, sys.argv[1:])


def resident():
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def server_sockets():
    """Open descriptors: how to see that the server has let go of what was closed."""
    return len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir()))


def health():
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        if not connection.recv(64).startswith(b"HTTP/1.1 200"):
            sys.exit("/health does not answer 200")
    return (time.perf_counter() - began) * 1000


def wait_until(reached):
    deadline = time.monotonic() + 15
    while not reached() and time.monotonic() < deadline:
        time.sleep(0.05)


health()
before, sockets_before = resident(), server_sockets()
connections = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(count)]
wait_until(lambda: server_sockets() >= sockets_before + count)
opened, answered = server_sockets() - sockets_before, health()
during = resident()
for connection in connections:
    connection.close()
wait_until(lambda: server_sockets() <= sockets_before + 1)
time.sleep(11)  # the server tidies up every 10 s
print(f"{before:.1f} {during:.1f} {resident():.1f} {opened} {answered:.1f}")
