"""same_answer.py TOKEN URL URL...: ends with an error where two URLs give different JSON."""

import json
import sys
import urllib.error
import urllib.request


def ask(url, token):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        sys.exit(f"{url}: {error.code} {error.read().decode()}")


def differences(ours, theirs, place):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            yield from differences(ours.get(key), theirs.get(key), f"{place}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs)):
            yield from differences(one, other, f"{place}[{index}]")
    elif ours != theirs or type(ours) is not type(theirs):
        yield f"{place}: {ours!r} and {theirs!r}"


token, first, *others = sys.argv[1:]
expected = ask(first, token)
for url in others:
    found = list(differences(expected, ask(url, token), "answer"))
    if found:
        sys.exit(f"{first} and {url} differ:\n" + "\n".join(found[:10]))
