#!/usr/bin/env python3
"""Peak memory of a server and its Chromium during concurrent PDF requests, for docs/performance.md:

    python3 benchmarks/pdf_memory.py src/Reporting.Api/bin/Release/net10.0/reporting.dll [how many at once]

A server over 10,000 invented engagements prints the first report, brief and full. Each request is another question (another last year), so that no answer is a kept one. RSS counts
shared pages once for every process, PSS in all once.
"""
import os, sys, threading, time
from service import Service

program, at_once = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 8
REPORT = "/api/v1/reports/cooperation-by-year-and-domain/pdf?from=2001"


def tree(server):
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


def memory(server):
    rss = pss = browser = 0
    processes = tree(server)
    for pid in processes:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as lines:
                for line in lines:
                    rss += int(line.split()[1]) if line.startswith("Rss:") else 0
                    pss += int(line.split()[1]) if line.startswith("Pss:") else 0
                    browser += int(line.split()[1]) if line.startswith("Pss:") and pid != server else 0
        except OSError:
            continue
    return rss / 1024, pss / 1024, len(processes), browser / 1024


def measure(service, detail):
    answers = []
    ask = lambda year: answers.append(len(service.read(f"{REPORT}&detail={detail}&to={year}")))
    ask(2010)  # the browser is started
    answers.clear()
    before = memory(service.process.pid)
    threads = [threading.Thread(target=ask, args=(2025 - i,)) for i in range(at_once)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    peak = before
    while any(thread.is_alive() for thread in threads):
        peak = tuple(max(pair) for pair in zip(peak, memory(service.process.pid)))
        time.sleep(0.1)
    print(f"{detail}: {before[1]:,.0f} MB PSS before; peak of {at_once} at once {peak[1]:,.0f} MB PSS, of which the browser {peak[3]:,.0f}, {peak[0]:,.0f} MB RSS, {peak[2]} processes; "
          f"{len(answers)} PDFs of {min(answers) / 1e6:,.1f} to {max(answers) / 1e6:,.1f} MB in {time.monotonic() - started:,.0f} s", flush=True)


service = Service(program, 20000 + os.getpid() % 20000, 10_000)
try:
    measure(service, "brief")
    measure(service, "full")
finally:
    service.end()
