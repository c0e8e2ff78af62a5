"""concurrent_misses.py PORT TOKEN PATH COUNT: so many clients ask one question at the same moment that nobody asked before.

Prints "<misses> <shared waits> <memory hits> <different answers>", as the cache's own figures and the ETags say.
"""

import http.client
import json
import socket
import sys

port, token, path, count = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
NAMES = ("misses", "shared_waits", "memory_hits")


def figures():
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/api/reports/cache/stats", headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    if answer.status != 200:
        sys.exit(f"cache/stats: {answer.status}")
    reports = json.load(answer)["reports"]
    return [sum(report[name] for report in reports) for name in NAMES]


question = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n".encode()
before = figures()
clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
# All but the last byte first: the questions are complete within a moment.
for client in clients:
    client.sendall(question[:-1])
for client in clients:
    client.sendall(question[-1:])
etags = set()
for client in clients:
    answer = http.client.HTTPResponse(client)
    answer.begin()
    answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    etags.add(answer.getheader("ETag"))
print(*(after - earlier for after, earlier in zip(figures(), before)), len(etags))
