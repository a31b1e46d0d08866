#!/usr/bin/env python3
"""What measuring costs, for docs/performance.md:

    python3 benchmarks/telemetry_cost.py src/Reporting.Api/bin/Release/net10.0/reporting.dll [blocks]

Two servers over the reference data, one with metrics and one without, answer the same requests. Kept answers come from the cache, computed ones never do. Processor time of the
process is compared, since it hardly depends on what else the machine does. Its clock counts nanoseconds: ticks of 10 ms are 8 % of a turn of 100 computed requests, and their
ratios are steps such as 13/12.

Turns follow each other as A B B A, and the next block begins with the other server. What drifts, such as the clock of the processor, meets both alike. The result is the ratio of
all time with metrics to all time without. Its interval of 95 % comes from drawing blocks again, 10,000 times. The control compares the turns of one server with each other: it
shows what the method calls a difference where there is none.

A reading of /metrics is measured alone, since Prometheus reads every 15 seconds however many requests there are.
"""
import os, random, sys, time, urllib.request
from service import Service

program, blocks = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
WARM = 12
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


def compare(pairs):
    """The ratio of the sums of pairs (time without, time with), and its interval of 95 %."""
    ratio = lambda drawn: sum(b for _, b in drawn) / sum(a for a, _ in drawn)
    drawn = sorted(ratio(random.choices(pairs, k=len(pairs))) for _ in range(10_000))
    return f"{ratio(pairs):.3f} (95 %: {drawn[250]:.3f} to {drawn[9_750]:.3f})"


random.seed(1)
port = 20000 + os.getpid() % 20000
without, with_ = Server(port, None), Server(port + 1, port + 2)
try:
    for kind, (count, path) in KINDS.items():
        for server in (without, with_):
            server.asked = 0
            for _ in range(WARM):
                server.cost(count, path)
        compared, control = [], []
        for block in range(blocks):
            first, second = (without, with_) if block % 2 else (with_, without)
            a, b, c, d = (server.cost(count, path) for server in (first, second, second, first))
            compared.append((a + d, b + c) if block % 2 else (b + c, a + d))
            control.append((a, d) if block % 4 < 2 else (d, a))
        each = [sum(side) / len(compared) / 2 for side in zip(*compared)]
        print(f"{kind}: {each[0]:.0f} µs of processor time without, {each[1]:.0f} µs with metrics; ratio {compare(compared)}; control {compare(control)}; {blocks} blocks", flush=True)
    reading = with_.reading(10)
    print(f"reading /metrics: {reading * 1000:.0f} ms of processor time, {reading / 15:.4f} of a core when read every 15 seconds")
finally:
    for server in (without, with_):
        server.end()
