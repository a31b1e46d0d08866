#!/usr/bin/env python3
"""Peak memory of a server and its Chromium during concurrent PDF requests, for docs/performance.md:

    python3 benchmarks/pdf_memory.py PID http://localhost:5080 [how many at once] [a report's path and parameters]

Each request is another question (another last year), so that no answer is a kept one. RSS counts shared pages once for every process, PSS in all once.
"""
import os, sys, threading, time, urllib.request

server, address = int(sys.argv[1]), sys.argv[2].rstrip("/")
at_once = int(sys.argv[3]) if len(sys.argv) > 3 else 8
report = sys.argv[4] if len(sys.argv) > 4 else "cooperation-by-year-and-domain/pdf?from=2001"


def tree():
    parents = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                parents[int(pid)] = int(stat.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    found, more = {server}, True
    while more:
        children = {pid for pid, parent in parents.items() if parent in found} - found
        found, more = found | children, bool(children)
    return found


def memory():
    rss = pss = 0
    processes = tree()
    for pid in processes:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as lines:
                for line in lines:
                    rss += int(line.split()[1]) if line.startswith("Rss:") else 0
                    pss += int(line.split()[1]) if line.startswith("Pss:") else 0
        except OSError:
            continue
    return rss / 1024, pss / 1024, len(processes)


answers = []


def ask(year):
    with urllib.request.urlopen(f"{address}/api/v1/reports/{report}&to={year}", timeout=600) as answer:
        answers.append(len(answer.read()))


ask(2010)  # the browser is started
answers.clear()
before = memory()
threads = [threading.Thread(target=ask, args=(2025 - i,)) for i in range(at_once)]
started = time.monotonic()
for thread in threads:
    thread.start()
peak = before
while any(thread.is_alive() for thread in threads):
    peak = tuple(max(pair) for pair in zip(peak, memory()))
    time.sleep(0.1)
print(f"before: {before[0]:,.0f} MB RSS, {before[1]:,.0f} MB PSS, {before[2]} processes")
print(f"peak of {at_once} at once: {peak[0]:,.0f} MB RSS, {peak[1]:,.0f} MB PSS, {peak[2]} processes; {len(answers)} PDFs of {min(answers) / 1e6:,.1f} to {max(answers) / 1e6:,.1f} MB in {time.monotonic() - started:,.0f} s")
