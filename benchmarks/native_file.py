"""Writes a native import file: python3 benchmarks/native_file.py 250000 native250k.csv. The same number gives the same file."""
import csv
import random
import sys

n, out = int(sys.argv[1]), sys.argv[2]
choose = random.Random(7)
countries = ["IN", "IL", "FR", "US", "GB", "DE", "JP", "BR"]
with open(out, "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow("Code,Title,Start,Type,Category,Domain,Participant,ParticipantKind,ParticipantCountry,Role,Source,SourceTitle".split(","))
    for i in range(n):
        domains = choose.sample([f"domain-{d}" for d in range(40)], 2)
        orgs = choose.sample(range(5000), 2)
        year = choose.randint(2000, 2025)
        start = f"{year}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}"
        rows.writerow([f"e-{i}", f"Meeting number {i} about things", start, "visit", "dialogue", domains[0], f"org-{orgs[0]}", "company",
                       countries[orgs[0] % 8], "host", f"s-{i // 3}", f"Source {i // 3}"])
        rows.writerow([f"e-{i}", "", "", "", "", domains[1], f"org-{orgs[1]}", "company", countries[orgs[1] % 8], "visitor", "", ""])
