"""Holds every plan of a folder against the plan above it, with what Python offers: regular expressions for sections,
clauses and citations, TF-IDF over syllable 1-3-grams, sparse cosines, one threshold.

It does less than `bamsat audit`: no layouts, no applicability, no verdict but "there" or "missing", no evidence.

    python peer.py FOLDER        prints counts as JSON
"""

import json
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path

# Wherever a library would start threads of its own: one process is measured.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402

# A clause of the plan above whose best cosine stays below this is missing.
THRESHOLD = 0.35
# Syllables of the shortest clause that is looked at.
SHORTEST = 4

TYPES = "Kế hoạch|Chỉ thị|Quyết định|Công văn|Hướng dẫn|Công điện|Nghị quyết|Nghị định|Thông tư|Thông báo|Kết luận|Tờ trình"
CITATION = re.compile(
    rf"({TYPES})\s+số\s+(\d+[\w/.-]*-\w+|\d+/\w+(?:-\w+)*),?\s+ngày\s+(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})(?:\s+của\s+([^,;.]{{3,80}}?))?(?=\s+(?:về|ban)\s|[,;.])"
)
OWN_NUMBER = re.compile(r"Số:?\s*(\d+[^\s,]*)")
OWN_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
IMPLEMENTS = re.compile(r"(?:Thực hiện|Triển khai|Căn cứ)\s+$")
# What opens a paragraph: a number of an outline, a letter, a bullet.
MARK = re.compile(r"\s*(?:[IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|[-+•])\s+")
PAGE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
CLAUSES = re.compile(r"[;.]\s+|[;.]$")
CLOSING = re.compile(r"\s*(?:Nơi nhận|Trên đây là)")
SYLLABLE = r"(?u)\b\w+\b"


def paragraphs(text):
    """The paragraphs of a text: lines that no mark opens belong to the one before, where that is indented or wrapped."""
    out = []
    wrapped = any(line.startswith("       ") for line in text.splitlines()[:40])
    for line in text.splitlines():
        if not line.strip() or PAGE_NUMBER.fullmatch(line):
            continue
        if wrapped and out and not line.startswith(" ") and not MARK.match(line) and not CLOSING.match(line):
            out[-1] += " " + line.strip()
        else:
            out.append(line.strip())
    return out


def read(path):
    """Number, date, the number and date of the plan above, and the clauses."""
    blocks = paragraphs(path.read_text(encoding="utf-8"))
    head = "\n".join(blocks[:16])
    number = OWN_NUMBER.search(head)
    date = OWN_DATE.search(head)
    above, counts, clauses = None, Counter(), []
    begun = False
    for block in blocks:
        for hit in CITATION.finditer(block):
            counts["citations"] += 1
            if above is None and IMPLEMENTS.search(block[: hit.start()]) and block.startswith(("Thực hiện", "Triển khai")):
                above = (hit[2], tuple(map(int, hit.group(3, 4, 5))))
        mark = MARK.match(block)
        begun = begun or mark is not None
        if CLOSING.match(block) and begun:
            break
        if not begun or block.isupper():
            counts["sections"] += bool(mark)
            continue
        words = block[mark.end():] if mark else block
        clauses.extend(c for c in CLAUSES.split(words) if c and c.count(" ") >= SHORTEST)
    own = (number[1] if number else None, tuple(map(int, date.groups())) if date else None)
    return own, above, clauses, counts


def link(plans):
    """Index of the plan above each plan: by number, and by date where several have the number."""
    by_number = {}
    for index, (own, *_) in enumerate(plans):
        by_number.setdefault(own[0], []).append(index)
    parents = []
    for index, (_, above, *_) in enumerate(plans):
        if above is None:
            parents.append(None)
            continue
        found = [i for i in by_number.get(above[0], []) if i != index]
        exact = [i for i in found if plans[i][0][1] == above[1]]
        parents.append(exact[0] if exact else found[0] if len(found) == 1 else None)
    return parents


def main(folder):
    times = [0.0]
    paths = sorted(p for p in Path(folder).rglob("*") if p.suffix in (".txt", ".md"))
    plans = [read(path) for path in paths]
    counts = sum((plan[3] for plan in plans), Counter())
    parents = link(plans)
    times.append(time.process_time())

    starts, clauses = [0], []
    for plan in plans:
        clauses.extend(plan[2])
        starts.append(len(clauses))
    matrix = TfidfVectorizer(token_pattern=SYLLABLE, ngram_range=(1, 3), sublinear_tf=True, dtype=numpy.float32).fit_transform(clauses)
    times.append(time.process_time())

    # Rows have length 1: the product is the cosine.
    judged = missing = links = 0
    for child, parent in enumerate(parents):
        if parent is None:
            continue
        links += 1
        upper = matrix[starts[parent]:starts[parent + 1]]
        lower = matrix[starts[child]:starts[child + 1]]
        judged += upper.shape[0]
        if not upper.shape[0] or not lower.shape[0]:
            missing += upper.shape[0]
            continue
        missing += int(((upper @ lower.T).max(axis=1).toarray() < THRESHOLD).sum())
    times.append(time.process_time())

    read_, fit, cosine = (round(b - a, 2) for a, b in zip(times, times[1:]))
    json.dump(
        {
            "plans": len(plans),
            "clauses": len(clauses),
            "sections": counts["sections"],
            "citations": counts["citations"],
            "links": links,
            "judged": judged,
            "missing": missing,
            "cpu_seconds": {"start and read": read_, "fit": fit, "cosine": cosine},
        },
        sys.stdout,
        indent=2,
    )
    print()


if __name__ == "__main__":
    main(sys.argv[1])
