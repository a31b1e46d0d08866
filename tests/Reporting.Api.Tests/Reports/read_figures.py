"""Reads a report's files with tools that the product does not use: prints their tables as JSON.

usage: read_figures.py FILE.csv FILE.xlsx FILE.html
"""
import csv
import datetime
import html.parser
import json
import sys

import openpyxl


class Tables(html.parser.HTMLParser):
    """Collects the text of every table cell."""

    def __init__(self):
        super().__init__()
        self.tables, self.cell = [], None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1][-1].append(" ".join(self.cell.split()))
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def value(cell):
    return cell.isoformat() if isinstance(cell, (datetime.date, datetime.datetime)) else cell


def main(csv_path, xlsx_path, html_path):
    with open(csv_path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    book = openpyxl.load_workbook(xlsx_path)
    sheets = [{"name": s.title, "rows": [[value(c) for c in row] for row in s.iter_rows(values_only=True)]} for s in book]
    parser = Tables()
    with open(html_path, encoding="utf-8") as file:
        parser.feed(file.read())
    json.dump({"csv": rows, "sheets": sheets, "tables": parser.tables}, sys.stdout, ensure_ascii=False)


main(*sys.argv[1:])
