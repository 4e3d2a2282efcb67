#!/usr/bin/env python3
"""Makes what fuzzing starts from, in fuzz/seeds: a folder for each target.

Texts are those of corpus/; Word files and PDFs are those that the tests of bamsat-read make.
"""

import os
import pathlib
import re
import subprocess

root = pathlib.Path(__file__).resolve().parent.parent
seeds = root / "fuzz" / "seeds"


def keep(target: str, name: str, data: bytes) -> None:
    folder = seeds / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def page(text: str) -> str:
    rows = re.sub(r"^\|(.*)\|$", lambda row: "<tr><td>" + "</td><td>".join(row[1].split("|")) + "</td></tr>", text, flags=re.M)
    items = re.sub(r"^[-+] (.*)$", r"<ul><li>\1</li></ul>", rows, flags=re.M)
    return "<head><meta charset=utf-8></head><body>" + re.sub(r"^(?!<)(.+)$", r"<p>\1</p>", items, flags=re.M) + "</body>"


def main() -> None:
    os.environ["BAMSAT_SEEDS"] = str(seeds)
    tests = ["cargo", "test", "--quiet", "-p", "bamsat-read", "--test", "files"]
    subprocess.run(tests, cwd=root, check=True)

    for folder in sorted(path for path in (root / "corpus").iterdir() if path.is_dir()):
        texts = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md"))
        for path in texts:
            text = path.read_text(encoding="utf-8")
            name = f"{folder.name}-{path.name}"
            keep("parse", name, text.encode())
            keep("read_html", name, page(text).encode())
            # The first byte is the place of an encoding in `Encoding::ALL`; behind them none is named.
            for choice, encoding in [(9, "utf-8"), (9, "utf-16-le"), (9, "cp1258"), (3, "cp1258"), (2, "utf-16-be")]:
                start = text[:3000].replace("\u1ebf", "\u00ea\u0301")
                keep("encodings", f"{name}-{choice}-{encoding}", bytes([choice]) + start.encode(encoding, "ignore"))
        for above, below in zip(texts, texts[1:]):
            keep("compare", f"{folder.name}-{below.name}", above.read_bytes() + b"\x1e" + below.read_bytes())
    # Small texts find more in the same time: the examples of the suites.
    for suite in sorted((root / "tests" / "suites").rglob("*.md")):
        blocks = re.findall(r"```(\w*)\n(.*?)```", suite.read_text(encoding="utf-8"), flags=re.S)
        for at, (kind, text) in enumerate(blocks):
            if kind != "expect":
                keep("parse", f"{suite.stem}-{at}", text.encode())
            if kind == "parent" and at + 1 < len(blocks):
                keep("compare", f"{suite.stem}-{at}", text.encode() + b"\x1e" + blocks[at + 1][1].encode())
    for guide in sorted((root / "docs").rglob("*.md")):
        for at, text in enumerate(re.findall(r"```toml\n(.*?)```", guide.read_text(encoding="utf-8"), flags=re.S)):
            keep("config", f"{guide.stem}-{at}", text.encode())
    entry = '{"path":"a.txt","parent":"b.txt","code":"missing-mandate","fingerprint":"00","words":"tập huấn"}'
    keep("baseline", "one", f'{{"schema":"bamsat/baseline/1","findings":[{entry}]}}'.encode())
    for target in ("cache", "shard"):
        keep(target, "whole", bytes(2))
        keep(target, "cut", bytes([40, 0]))
        keep(target, "changed", bytes([0, 0, 9, 1, 0, 255, 200, 4, 0, 7]))


if __name__ == "__main__":
    main()
