#!/usr/bin/env python3
"""What measuring costs, for docs/performance.md:

    python3 benchmarks/telemetry_cost.py src/Reporting.Api/bin/Release/net10.0/reporting.dll [rounds]

Two servers over the reference data, one with metrics that are read every 15 seconds as Prometheus does, one without, answer the same requests by turns. Processor time of the
process is compared, since it hardly depends on what else the machine does. One kind of request is a kept answer, the other is computed each time.
"""
import http.client, os, statistics, subprocess, sys, tempfile, threading, time, urllib.request

program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 9
TICK = os.sysconf("SC_CLK_TCK")
KINDS = {
    "kept": (6000, lambda n: "/api/v1/aggregates?measures=engagements&by=year,domain&totals=true"),
    "computed": (300, lambda n: f"/api/v1/aggregates?measures=engagements&by=year,domain&totals=true&limit={1 + n}"),
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
        if metrics:
            threading.Thread(target=self.read_metrics, daemon=True).start()

    def read_metrics(self):
        while self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics").read()
            except OSError:
                pass
            time.sleep(15)

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
        for name, server in servers.items():
            server.cost(count, path)
        for round_ in range(rounds):
            for name, server in list(servers.items())[:: 1 if round_ % 2 else -1]:
                costs[name].append(server.cost(count, path))
        without, with_ = (statistics.median(costs[name]) for name in ("without", "with"))
        print(f"{kind}: {without:.0f} µs of processor time without, {with_:.0f} µs with metrics ({with_ / without:.3f}), medians of {rounds}")
finally:
    for server in servers.values():
        server.process.terminate()
        server.process.wait()
