#!/usr/bin/env python3
"""What measuring costs, for docs/performance.md:

    python3 benchmarks/telemetry_cost.py src/Reporting.Api/bin/Release/net10.0/reporting.dll [rounds]

Two servers over the reference data, one with metrics and one without, answer the same requests by turns. Processor time of the process is compared, since it hardly depends on
what else the machine does. One kind of request is a kept answer, the other is computed each time. A reading of /metrics is measured alone, since Prometheus reads every 15 seconds
however many requests there are.
"""
import http.client, os, statistics, subprocess, sys, tempfile, time, urllib.request

program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 25
TICK = os.sysconf("SC_CLK_TCK")
KINDS = {
    "kept": (2000, lambda n: "/api/v1/aggregates?measures=engagements&by=year,domain&totals=true"),
    "computed": (100, lambda n: f"/api/v1/aggregates?measures=engagements&by=year,domain&totals=true&limit={1 + n}"),
}


class Server:
    def __init__(self, port, metrics):
        self.folder = tempfile.TemporaryDirectory()
        place = self.folder.name
        settings = {
            "ASPNETCORE_ENVIRONMENT": "Development", "Warehouse__ConnectionString": f"Data Source={place}/reporting.db", "Exports__Folder": f"{place}/exports",
            "Mail__Folder": f"{place}/mail", "Mail__FilesFolder": f"{place}/mail-files", "Logging__LogLevel__Default": "Warning",
        } | ({"Telemetry__MetricsUrl": f"http://127.0.0.1:{metrics}"} if metrics else {})
        self.process = subprocess.Popen(["dotnet", program, "serve", "--urls", f"http://127.0.0.1:{port}"], env=os.environ | settings, stdout=subprocess.DEVNULL)
        self.port, self.metrics, self.asked = port, metrics, 0
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready").read()
                break
            except OSError:
                time.sleep(0.1)

    def reading(self, count):
        begun = self.seconds()
        for _ in range(count):
            urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics").read()
            time.sleep(1.1)
        return (self.seconds() - begun) / count

    def seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def cost(self, count, path):
        connection, begun = http.client.HTTPConnection("127.0.0.1", self.port), self.seconds()
        for _ in range(count):
            self.asked += 1
            connection.request("GET", path(self.asked))
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
        return (self.seconds() - begun) / count * 1e6


port = 20000 + os.getpid() % 20000
servers = {"without": Server(port, None), "with": Server(port + 1, port + 2)}
try:
    for kind, (count, path) in KINDS.items():
        costs = {name: [] for name in servers}
        for server in servers.values():
            server.asked = 0
        for name, server in servers.items():
            server.cost(count, path)
        for round_ in range(rounds):
            for name, server in list(servers.items())[:: 1 if round_ % 2 else -1]:
                costs[name].append(server.cost(count, path))
        without, with_ = (statistics.median(costs[name]) for name in ("without", "with"))
        low, middle, high = statistics.quantiles([b / a for a, b in zip(costs["without"], costs["with"])], n=4)
        print(f"{kind}: {without:.0f} µs of processor time without, {with_:.0f} µs with metrics, medians of {rounds}; ratio of each pair {middle:.3f} (quartiles {low:.3f} and {high:.3f})", flush=True)
    reading = servers["with"].reading(10)
    print(f"reading /metrics: {reading * 1000:.0f} ms of processor time, {reading / 15:.4f} of a core when read every 15 seconds")
finally:
    for server in servers.values():
        server.process.terminate()
        server.process.wait()
