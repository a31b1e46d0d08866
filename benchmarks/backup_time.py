#!/usr/bin/env python3
"""How long a backup takes while the service answers questions, and its restore in another place, for docs/performance.md:

    python3 benchmarks/backup_time.py src/Reporting.Api/bin/Release/net10.0/reporting.dll [engagements]

Two clients ask questions that no kept answer has. The times are those of the whole commands, with the start of the program.
"""
import os, sys, tempfile, threading
from service import Service

program, engagements = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
service = Service(program, 20000 + os.getpid() % 20000, engagements)
done, asked = threading.Event(), []


def ask(first):
    while not done.is_set():
        asked.append(service.read(f"/api/v1/aggregates?measures=engagements&by=year,domain&totals=true&limit={first + len(asked)}"))


try:
    clients = [threading.Thread(target=ask, args=(1 + n * 500,)) for n in range(2)]
    for client in clients:
        client.start()
    with tempfile.TemporaryDirectory() as place:
        times = sorted(service.run("backup", "--out", f"{place}/backups") for _ in range(3))
        meanwhile = len(asked)
        done.set()
        for client in clients:
            client.join()
        backup = max(os.scandir(f"{place}/backups"), key=lambda e: e.name).path
        size = sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(backup) for name in names)
        restored = service.run("restore", "--from", backup, settings={"Warehouse__ConnectionString": f"Data Source={place}/restored.db", "Editions__Folder": f"{place}/editions"})
    print(f"backup of {engagements:,} engagements: {times[1]:.1f} s in the median of 3, {size / 1e6:,.0f} MB, {meanwhile} questions answered meanwhile; restore: {restored:.1f} s")
finally:
    done.set()
    service.end()
