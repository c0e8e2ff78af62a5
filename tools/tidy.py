#!/usr/bin/env python3
"""Runs clang-tidy over the C++ sources; ends with 1 when it finds something: tidy.py [--analyzer]

The static analyzer takes two thirds of the time, and what it looks for the sanitizers see while the tests run. So
`make check` asks for it, and `make test` does without.

Nearly all of its time goes into the headers that a file includes. So the files of a folder are looked at
together, as one text: their headers are read once, which makes the whole run four times faster. That is a
quick way to say "clean" and nothing else: where it finds something, or the text does not compile because two
files use one name for different things, every file of the folder is looked at alone, and that counts.

What was clean stays so until the file, a header of the project or the rules change (marks in .cache/tidy).
Tests are left out: they would double the time, and the compiler's warnings and the sanitizers watch them.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

MARKS = pathlib.Path(".cache/tidy")
BATCHES = pathlib.Path("build/lint/tidy")
CLANG_TIDY = ["clang-tidy-14", "--quiet"]
ANALYZER = "--analyzer" in sys.argv[1:]


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns], check=True, capture_output=True, text=True
    )
    return sorted(path for path in listed.stdout.splitlines() if os.path.exists(path))


def digest(paths):
    total = hashlib.sha256()
    for path in paths:
        total.update(path.encode() + b"\0" + pathlib.Path(path).read_bytes())
    return total.hexdigest()[:24]


def compile_flags():
    """What clang needs of each file's compile command: include folders, definitions, the language."""
    flags = {}
    for entry in json.loads(pathlib.Path("build/lint/compile_commands.json").read_text()):
        words = iter(shlex.split(entry["command"]))
        kept = []
        for word in words:
            if word == "-isystem":
                kept += [word, next(words)]
            elif word.startswith(("-I", "-D", "-std", "-W")):
                kept.append(word)
        flags[os.path.relpath(entry["file"])] = kept
    return flags


def uses_asio(path):
    return "boost/asio" in pathlib.Path(path).read_text()


def run(path, flags, asio):
    # The analyzer of clang 14 does not understand coroutine frames: it finds faults inside Asio itself.
    checks = [] if ANALYZER and not asio else ["--checks=-clang-analyzer-*"]
    done = subprocess.run([*CLANG_TIDY, *checks, path, "--", *flags], capture_output=True, text=True)
    return done.returncode == 0, done.stdout


def look_at(group, rules):
    (_, asio, flags), files = group
    mark = MARKS / (digest([*files, *rules]) + ("-analyzed" if ANALYZER else ""))
    if mark.exists():
        return []
    batch = BATCHES / (mark.name + ".cpp")
    batch.write_text("".join(f"{pathlib.Path(path).read_text()}\n" for path in files))
    clean, _ = run(str(batch), flags, asio)
    batch.unlink()
    found = []
    if not clean:
        print(f"{os.path.dirname(files[0])}: file by file", flush=True)
        found = [text for path in files for ok, text in [run(path, flags, asio)] if not ok]
    if not found:
        mark.touch()
    return found


def main():
    rules = [".clang-tidy", "CMakeLists.txt", *tracked("*.hpp", "cmake/*.cmake")]
    flags = compile_flags()
    groups = {}
    for path in tracked("*.cpp"):
        if path in flags and not path.endswith("_test.cpp"):
            key = (os.path.dirname(path), uses_asio(path), tuple(flags[path]))
            groups.setdefault(key, []).append(path)
    MARKS.mkdir(parents=True, exist_ok=True)
    BATCHES.mkdir(parents=True, exist_ok=True)
    # The longest first, so that none runs alone at the end.
    ordered = sorted(groups.items(), key=lambda group: -sum(os.path.getsize(path) for path in group[1]))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [text for texts in pool.map(lambda group: look_at(group, rules), ordered) for text in texts]
    print("\n".join(found), end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
