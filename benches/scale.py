#!/usr/bin/env python3
"""Measures `bamsat audit` on archives of invented plans, cold and warm, beside the Python peer.

    cargo build --release
    benches/scale.py                        archives of 1,000, 10,000 and 100,000 plans; the peer on the first
    benches/scale.py 1000 10000 --peer 1000 10000
    benches/scale.py --program PATH ...     another program with the same arguments

Everything is measured in one go, because absolute times drift with the machine: compare what one run prints.
Ends with 1 where a requirement is not met, and with 2 where something could not be run.
"""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BENCHES = Path(__file__).resolve().parent
ROOT = BENCHES.parent

# The requirements.
PEER_RATIO = 12.0
WARM_SHARE = 0.10
GROWTH = 11.0
PEAK_MB = 1500.0
# The sizes that growth and memory are asked of.
MIDDLE, LARGE = 10_000, 100_000


@dataclass
class Run:
    """What one child process used."""

    wall: float
    cpu: float
    peak_mb: float


def measure(command, output=None):
    """Runs a command to its end; any exit code but 0 ends the measurement."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=output or subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        stop(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    # The peak comes in kilobytes of 1,024 bytes.
    return Run(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


def stop(reason):
    """Nothing was measured that could pass or fail."""
    print(f"scale: {reason}", file=sys.stderr)
    sys.exit(2)


def arguments():
    parser = argparse.ArgumentParser(description="Measures `bamsat audit` on archives of invented plans.")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, MIDDLE, LARGE], help="plans of each archive")
    parser.add_argument("--peer", nargs="*", type=int, metavar="SIZE", help="archives that the peer reads too (the smallest)")
    parser.add_argument("--peer-python", metavar="PATH", help="a Python with the peer's requirements (else one is set up)")
    parser.add_argument("--program", metavar="PATH", default=None, help="what to measure (target/release/bamsat)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="threads of the audit (all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bamsat-scale", help="where archives and caches lie")
    parser.add_argument("--reuse", action="store_true", help="take archives that are there instead of writing them again")
    options = parser.parse_args()
    options.sizes = sorted(set(options.sizes))
    options.peer = [options.sizes[0]] if options.peer is None else options.peer
    if set(options.peer) - set(options.sizes):
        stop("the peer can only read an archive that is measured")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    options.program = options.program or str(target / "release" / "bamsat")
    if shutil.which(options.program) is None:
        stop(f"no program at {options.program}; build it with `cargo build --release`")
    return options


def archive(size, options):
    """The folder with `size` plans."""
    folder = options.work / f"plans-{size}"
    truth = folder.with_name(folder.name + ".truth.tsv")
    if options.reuse and folder.is_dir() and truth.is_file() and sum(1 for _ in truth.open(encoding="utf-8")) == size + 1:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    command = ["cargo", "bench", "--quiet", "--bench", "generate", "--"]
    subprocess.run(command + ["--plans", str(size), "--seed", str(options.seed), str(folder)], cwd=ROOT, check=True)
    return folder


def megabytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*.txt")) / 1e6


def audit(folder, cache, output, options):
    output.unlink(missing_ok=True)
    command = [options.program, "audit", folder, "--cache", cache, "--format", "json", "--output", output]
    run = measure(command + ["--jobs", str(options.jobs), "--fail-on", "never"])
    if not output.is_file() or output.stat().st_size == 0:
        stop(f"{options.program} wrote nothing to {output}")
    return run


def peer_python(options):
    """The Python that runs the peer; set up once, outside of the checkout."""
    if options.peer_python:
        return options.peer_python
    home = options.work / "peer"
    if not (home / "ready").is_file():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", "-r", BENCHES / "peer" / "requirements.txt"], check=True)
        (home / "ready").touch()
    return home / "bin" / "python"


def peer(folder, options):
    with (options.work / f"{folder.name}.peer.json").open("wb") as output:
        return measure([peer_python(options), BENCHES / "peer" / "peer.py", folder], output)


HEADING = ("plans", "run", "MB", "wall s", "CPU s", "plans/CPU-s", "MB/s", "peak MB", "of cold", "growth")


def row(size, name, run, mb, of_cold="", growth=""):
    cells = (f"{size:,}", name, f"{mb:.1f}", f"{run.wall:.2f}", f"{run.cpu:.2f}", f"{size / run.cpu:.0f}", f"{mb / run.wall:.1f}")
    line((*cells, f"{run.peak_mb:.0f}", of_cold, growth))


def line(cells):
    print("".join(f"{cell:>{width}}" for cell, width in zip(cells, (9, 7, 9, 9, 9, 13, 8, 9, 9, 9))), flush=True)


def run_all(options):
    """Measures and prints the table; gives the runs by name and size."""
    runs, same = {}, True
    line(HEADING)
    last = None
    for size in options.sizes:
        folder = archive(size, options)
        mb = megabytes(folder)
        cache = options.work / f"cache-{size}"
        shutil.rmtree(cache, ignore_errors=True)
        outputs = [options.work / f"plans-{size}.{name}.json" for name in ("cold", "warm")]
        cold = runs["cold", size] = audit(folder, cache, outputs[0], options)
        row(size, "cold", cold, mb, "", f"x{cold.cpu / runs['cold', last].cpu:.2f}" if last else "")
        warm = runs["warm", size] = audit(folder, cache, outputs[1], options)
        row(size, "warm", warm, mb, f"{warm.cpu / cold.cpu:.3f}", f"x{warm.cpu / runs['warm', last].cpu:.2f}" if last else "")
        same = same and filecmp.cmp(*outputs, shallow=False)
        if size in options.peer:
            runs["peer", size] = peer(folder, options)
            row(size, "peer", runs["peer", size], mb, f"{runs['peer', size].cpu / cold.cpu:.1f}")
        last = size
    return runs, same


def judge(runs, same, options):
    """A line for each requirement; whether none failed."""
    print()
    largest = options.sizes[-1]
    checks = []
    for size in options.peer:
        ratio = runs["peer", size].cpu / runs["cold", size].cpu
        checks.append((f"{ratio:.1f} times the peer's plans per CPU-second at {size:,} plans (at least {PEER_RATIO:.0f})", ratio >= PEER_RATIO))
    for size in options.sizes:
        share = runs["warm", size].cpu / runs["cold", size].cpu
        checks.append((f"warm run {share:.3f} of the cold run's CPU at {size:,} plans (at most {WARM_SHARE:.2f})", share <= WARM_SHARE))
    if {MIDDLE, LARGE} <= set(options.sizes):
        growth = runs["cold", LARGE].cpu / runs["cold", MIDDLE].cpu
        checks.append((f"CPU grows {growth:.2f} times from {MIDDLE:,} to {LARGE:,} plans (at most {GROWTH:.0f})", growth <= GROWTH))
    else:
        checks.append((f"growth from {MIDDLE:,} to {LARGE:,} plans", None))
    if MIDDLE in options.sizes:
        peak = max(runs[name, MIDDLE].peak_mb for name in ("cold", "warm"))
        checks.append((f"peak of {peak:.0f} MB at {MIDDLE:,} plans (below {PEAK_MB:.0f})", peak < PEAK_MB))
    else:
        checks.append((f"peak memory at {MIDDLE:,} plans", None))
    checks.append((f"cold and warm runs write the same bytes, up to {largest:,} plans", same))
    if not options.peer:
        checks.append(("plans per CPU-second beside the peer", None))
    words = {True: "pass", False: "FAIL", None: "not measured"}
    for text, passed in checks:
        print(f"{words[passed]}: {text}")
    return all(passed is not False for _, passed in checks)


def main():
    options = arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    try:
        runs, same = run_all(options)
    except (OSError, subprocess.CalledProcessError) as error:
        stop(error)
    sys.exit(0 if judge(runs, same, options) else 1)


if __name__ == "__main__":
    main()
