#!/usr/bin/env python3
"""What measuring costs, for docs/performance.md:

    python3 benchmarks/telemetry_cost.py src/Reporting.Api/bin/Release/net10.0/reporting.dll [pairs]

Two servers over the reference data, one with metrics and one without, answer the same requests. Kept answers come from the cache, computed ones never do. Processor time of the
process is compared, since it hardly depends on what else the machine does. Its clock counts nanoseconds: ticks of 10 ms are 8 % of a turn of 100 computed requests, and their
ratios are steps such as 13/12.

Turns follow each other as A B B A, and the next block begins with the other server. What drifts, such as the clock of the processor, meets both alike. Two processes of one program
differ by several percent all their life, so each pair of servers gives one ratio, and the result is the geometric mean of many pairs with its interval of 95 %.

A reading of /metrics is measured alone, since Prometheus reads every 15 seconds however many requests there are.
"""
import math, os, statistics, sys, time, urllib.request
from service import Service

program, pairs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 12
WARM, BLOCKS = 12, 8
KINDS = {
    "kept": (1000, lambda n: "/api/v1/aggregates?measures=engagements&by=year,domain&totals=true"),
    "computed": (200, lambda n: f"/api/v1/aggregates?measures=engagements&by=year,domain&totals=true&limit={1 + n}"),
}


class Server(Service):
    def __init__(self, port, metrics):
        super().__init__(program, port, settings={"Telemetry__MetricsUrl": f"http://127.0.0.1:{metrics}"} if metrics else {})
        # The clock of another process, as clock_getcpuclockid(3) names it.
        self.clock = (~self.process.pid << 3) | 2
        self.metrics, self.asked = metrics, 0

    def reading(self, count):
        begun = time.clock_gettime(self.clock)
        for _ in range(count):
            urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics").read()
            time.sleep(1.1)
        return (time.clock_gettime(self.clock) - begun) / count

    def cost(self, count, path):
        """Microseconds of processor time for a request."""
        begun = time.clock_gettime(self.clock)
        for _ in range(count):
            self.asked += 1
            self.connection.request("GET", path(self.asked))
            answer = self.connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
        return (time.clock_gettime(self.clock) - begun) / count * 1e6


def ratio(without, with_, kind):
    count, path = KINDS[kind]
    for server in (without, with_):
        server.asked = 0
    for _ in range(WARM):
        for server in (without, with_):
            server.cost(count, path)
    # The runtime compiles what is used often in the background, and that would count for the server that was warmed last.
    time.sleep(3)
    spent = {without: 0.0, with_: 0.0}
    for block in range(BLOCKS):
        first, second = (without, with_) if block % 2 else (with_, without)
        for server in (first, second, second, first):
            spent[server] += server.cost(count, path) / BLOCKS / 2
    return spent[without], spent[with_]


measured, readings = {kind: [] for kind in KINDS}, []
for pair in range(pairs):
    port = 20000 + (os.getpid() + pair * 3) % 20000
    servers = {}
    for metrics in (None, port + 2) if pair % 2 else (port + 2, None):
        servers[metrics is not None] = Server(port + (metrics is not None), metrics)
    try:
        for kind in KINDS:
            measured[kind].append(ratio(servers[False], servers[True], kind))
        readings.append(servers[True].reading(3))
    finally:
        for server in servers.values():
            server.end()

for kind, found in measured.items():
    logs = [math.log(b / a) for a, b in found]
    mean, half = statistics.mean(logs), 2.2 * statistics.stdev(logs) / math.sqrt(len(logs))
    print(f"{kind}: {statistics.mean(a for a, _ in found):.0f} µs of processor time without, {statistics.mean(b for _, b in found):.0f} µs with metrics; "
          f"ratio {math.exp(mean):.3f} (95 %: {math.exp(mean - half):.3f} to {math.exp(mean + half):.3f}), {pairs} pairs of servers")
reading = statistics.mean(readings)
print(f"reading /metrics: {reading * 1000:.0f} ms of processor time, {reading / 15:.4f} of a core when read every 15 seconds")
