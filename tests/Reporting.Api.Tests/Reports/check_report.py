"""Compares the files of one report cell by cell, read with tools that the product does not use.

usage: check_report.py FOLDER          holds report.json, report.xlsx, report.html, <section>.csv and perhaps report.txt (of the PDF)
Prints how many figures were compared, then a line for each that differs.
"""
import csv
import datetime
import html
import html.parser
import json
import math
import pathlib
import re
import sys
import unicodedata

import openpyxl

WORDS = {
    "en": {"summary": "Summary", "about": "About", "unstated": "Not stated", "total": "Total", "figure": "Figure", "code": "Code", "grand": "Grand Total", "engagement": "Engagement", "domain": "Domain", "year": "Year", "weight": "Weight"},
    "hi": {"summary": "सारांश", "about": "विवरण", "unstated": "नहीं बताया गया", "total": "योग", "figure": "आँकड़ा", "code": "कोड", "grand": "योग", "engagement": "गतिविधि", "domain": "क्षेत्र", "year": "वर्ष", "weight": "भार"},
    "he": {"summary": "סיכום", "about": "אודות", "unstated": "לא צוין", "total": "סך הכול", "figure": "נתון", "code": "קוד", "grand": "סך הכול", "engagement": "פעילות", "domain": "תחום", "year": "שנה", "weight": "משקל"},
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "hi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्तूबर नवंबर दिसंबर".split(),
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר".split(),
}
# A share of a base below 10: its part and its base.
PARTS = {"en": r"(?P<part>[0-9.,]+) of (?P<base>[0-9.,]+)", "hi": r"(?P<base>[0-9.,]+) में से (?P<part>[0-9.,]+)", "he": r"(?P<part>[0-9.,]+) מתוך (?P<base>[0-9.,]+)"}
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text):
    """The text without bidirectional control characters."""
    return unicodedata.normalize("NFC", MARKS.sub("", text))


def grouped(value, language):
    """Formats a number with separators: 1,234,567, and in Hindi 12,34,567."""
    digits = f"{abs(value):d}"
    head, tail = digits[:-3], digits[-3:]
    step = 2 if language == "hi" else 3
    parts = [head[max(i - step, 0) : i] for i in range(len(head), 0, -step)][::-1]
    return ("\u2212" if value < 0 else "") + ",".join([*parts, tail])


class Page(html.parser.HTMLParser):
    """Tables, tiles, codes and chart descriptions of each section."""

    def __init__(self):
        super().__init__()
        self.sections, self.current, self.cell, self.kind, self.reserves = {}, None, None, None, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "section":
            self.current = self.sections.setdefault(attrs["id"], {"tables": [], "tiles": [], "codes": [], "desc": [], "headlines": []})
        if self.current is None:
            return
        name = ((attrs.get("class") or "").split() or [""])[0]
        if tag == "table":
            self.current["tables"].append([])
        elif tag == "tr":
            self.reserves = name == "room"  # an empty row that reserves room on paper
            if not self.reserves:
                self.current["tables"][-1].append([])
        elif tag in ("td", "th") and not self.reserves:
            self.cell, self.kind = "", "cell"
        elif tag == "desc" or (tag == "dd" and name == "figure") or (tag == "p" and name in ("code", "headline")):
            self.cell, self.kind = "", {"desc": "desc", "figure": "tiles", "code": "codes", "headline": "headlines"}[name or tag]

    def handle_endtag(self, tag):
        if self.cell is None or tag not in ("td", "th", "desc", "dd", "p"):
            return
        text, kind = " ".join(self.cell.split()), self.kind
        self.cell = self.kind = None
        if kind == "cell":
            self.current["tables"][-1][-1].append(text)
        else:
            self.current[kind].append(text)

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


class Comparison:
    def __init__(self, folder):
        self.folder, self.count, self.wrong = folder, 0, []
        self.report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        self.language = self.report["language"]
        self.words = WORDS[self.language]
        self.book = openpyxl.load_workbook(folder / "report.xlsx")
        page = Page()
        page.feed((folder / "report.html").read_text(encoding="utf-8"))
        self.page = page.sections
        paper = folder / "report.txt"
        text = plain(paper.read_text(encoding="utf-8")) if paper.exists() else None
        self.paper = set(text.split()) if text else None
        self.letters = letters(text) if text else None

    def same(self, where, expected, found):
        self.count += 1
        if expected is None and found in (None, "", "·", "–"):
            return
        if isinstance(expected, (int, float)) and not isinstance(expected, bool):
            try:
                number = float(found)
            except (TypeError, ValueError):
                number = math.nan
            if math.isclose(expected, number, rel_tol=1e-12, abs_tol=1e-12):
                return
        elif isinstance(expected, dict):
            text = found.date().isoformat() if isinstance(found, datetime.datetime) else str(found)
            if text in (expected["date"], expected["label"], self.iso(expected["label"])):
                return
        elif expected == found:
            return
        self.wrong.append(f"{self.report['id']} {where}: {expected!r} in json, {found!r} here")

    def shown(self, where, expected, found, form):
        """A figure as displayed: rounded, with separators."""
        self.count += 1
        if isinstance(expected, dict):
            ok = found == expected["label"]
        elif expected is None or isinstance(expected, str):
            ok = (found in ("·", "–", "")) if expected is None else found == " ".join(expected.split())
        else:
            found = plain(found)
            if form == "percent" and (parts := re.fullmatch(PARTS[self.language], found)):
                part, base = (float(parts[name].replace(",", "")) for name in ("part", "base"))
                if not (base < 10 and math.isclose(expected, part / base, abs_tol=0.0050001 / base if "." in found else 1e-12)):
                    self.wrong.append(f"{self.report['id']} {where}: {expected!r} in json, {found!r} on the page")
                return
            number = re.sub(r"[$,%]", "", found)
            scale, slack = {"percent": (100, 0.0500001), "fraction": (1, 0.0050001), "money": (1, 0.0050001)}.get(form, (1, 0))
            ok = bool(re.fullmatch(r"[+\u2212]?[0-9.]+", number)) and abs(expected * scale - float(number.replace("\u2212", "-"))) <= slack
            if self.paper is not None and ok and found not in self.paper:
                self.wrong.append(f"{self.report['id']} {where}: {found!r} is not on paper")
        if not ok:
            self.wrong.append(f"{self.report['id']} {where}: {expected!r} in json, {found!r} on the page")

    def sheet(self, section, first):
        """The rows of a section's sheet from its header on. The title above may be the same word."""
        for sheet in self.book:
            if sheet["A1"].value == section["title"]:
                rows = [[c for c in row] for row in sheet.iter_rows(values_only=True)]
                start = next((i for i, row in enumerate(rows) if i > 0 and row[0] == first), None)
                if start is not None:
                    return sheet, rows[start:]
        self.wrong.append(f"{self.report['id']} {section['id']}: no sheet with a table headed {first!r}")
        return None, []

    def csv(self, section):
        with open(self.folder / (section["id"] + ".csv"), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def grid(self, section, where, head, rows, forms, paged=None, paged_forms=None):
        """Compares rows of names and figures with the sheet and the page's table. `paged` are the rows of a page with other columns."""
        _, sheet = self.sheet(section, head)
        if len(sheet) < len(rows) + 1:
            self.wrong.append(f"{self.report['id']} {where}: {len(sheet)} rows on the sheet, {len(rows) + 1} wanted")
            return
        for row, found in zip(rows, sheet[1:]):
            for j, value in enumerate(row):
                self.same(f"{where} sheet {row[0]}[{j}]", value, found[j])
        parts = self.page[section["id"]]["tables"]
        if not parts:
            return
        joined = [[part[i] for part in parts] for i in range(len(parts[0]))]
        joined = [p[0] + [c for more in p[1:] for c in more[1:]] for p in joined][1:]
        self.same(f"{where} page rows", len(rows), len(joined) if rows else 0)
        if paged and len(joined[0]) != len(rows[0]):
            rows, forms = paged, paged_forms or [None] + [section["format"]] * (len(paged[0]) - 1)
            self.same(f"{where} page columns", len(rows[0]), len(joined[0]))
        for row, found in zip(rows, joined):
            for j, value in enumerate(row):
                self.shown(f"{where} page {row[0]}[{j}]", value, found[j], forms[j])

    def headline(self, section):
        """The sentence holds the figures of its section, and every format holds both."""
        page, rows = self.page[section["id"]], self.csv(section)
        count, top = section["figure"]["value"], section["top"]
        self.same("headline csv", count, rows[0]["value"])
        self.same("headline page", True, any(section["sentence"] in text for text in page["headlines"]))
        said = plain(section["sentence"])
        small = {0, 1, 2} if self.language == "he" else {0}
        self.same("headline count", True, count in small or grouped(count, self.language) in said)
        beside = section.get("beside") or []
        for i, item in enumerate(beside):
            self.same(f"headline {item['caption']}", True, item["value"] in {0, 1, 2} or grouped(item["value"], self.language) in said)
            self.same(f"headline {item['caption']} csv", item["value"], rows[1 + i]["value"])
        for leader in section["leaders"]:
            days = section["figure"]["measure"] == "days_since_last" and not (self.language == "he" and leader["count"] < 3)
            self.same("headline " + leader["name"], True, leader["name"] in said and f"({grouped(leader['count'], self.language)} " in said if days else f"{leader['name']} ({grouped(leader['count'], self.language)})" in said)
        for i, row in enumerate(top["rows"]):
            self.same(f"headline {row[0]} csv", row[1], rows[1 + len(beside) + i]["value"])
            self.shown(f"headline {row[0]} page", row[1], page["tables"][-1][1 + i][1], "count")

    def summary(self):
        """The workbook opens on the answer, its figures, their comparison, the first members and one chart, and leads to every sheet."""
        sheet, sections = self.book.worksheets[0], self.report["sections"]
        rows = list(sheet.iter_rows(values_only=True))
        self.same("first and last sheet", [self.words["summary"], self.words["about"]], [self.book.sheetnames[0], self.book.sheetnames[-1]])
        self.same("summary title", self.report["title"], rows[0][0])
        headline = next((s for s in sections if s["kind"] == "headline"), None)
        items, seen = [headline["figure"], *(headline.get("beside") or [])] if headline else [], set()
        items += [item for s in sections if s["kind"] == "kpis" for item in s["items"]]
        items = [i for i in items if (i["measure"], i["caption"]) not in seen and not seen.add((i["measure"], i["caption"]))]
        start = next(i for i, row in enumerate(rows) if row[0] == self.words["figure"])
        for item, row in zip(items, rows[start + 1 :]):
            where = "summary " + item["caption"]
            self.same(where, item["caption"], row[0])
            self.same(where, item["value"], row[1])
            if "change" in item:
                self.same(where + " before", item["change"]["period"], rows[start][2])
                for j, key in enumerate(("before", "difference", "ratio")):
                    self.same(f"{where} {key}", item["change"][key], row[2 + j])
        if headline:
            self.same("summary sentence", headline["sentence"], rows[1][0])
            self.table_of_summary(rows[start + 1 + len(items) :], headline["top"]["columns"][0]["caption"], headline["top"]["rows"])
            if headline.get("trend"):
                values = headline["trend"]["series"][0]["values"]
                at = max(i for i, row in enumerate(rows) if row[0] == headline["trend"]["categories"]["caption"])
                self.same("summary periods", values, [row[1] for row in rows[at + 1 : at + 1 + len(values)]])
        drawn = any(s["kind"] == "chart" and s["chart"] != "heatMap" and has_figures(s) for s in sections) or bool(headline and headline.get("trend") and has_figures(headline["trend"]))
        self.same("summary charts", 1 if drawn else 0, len(sheet._charts))
        links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        self.same("contents", ["'" + name.replace("'", "''") + "'!A1" for name in self.book.sheetnames[1:]], links)
        for name in self.book.sheetnames:
            self.same(f"short and whole: {name}", True, len(name) <= 31 and not name.endswith((" and", " by", " with", " the", " of")))

    def table_of_summary(self, rows, head, wanted):
        start = next((i for i, row in enumerate(rows) if row[0] == head), None)
        self.same("summary leaders", True, not wanted or start is not None)
        for row, found in zip(wanted, rows[start + 1 :] if start is not None else []):
            self.same(f"summary {row[0]}", row, list(found[: len(row)]))

    def kpis(self, section):
        _, sheet = self.sheet(section, self.words["figure"])
        tiles, rows = self.page[section["id"]]["tiles"], self.csv(section)
        self.same("tiles", len(section["items"]), len(tiles))
        for i, item in enumerate(section["items"]):
            where = f"{section['id']} {item['caption']}"
            self.same(where + " sheet", item["value"], sheet[i + 1][1])
            self.shown(where + " tile", item["value"], tiles[i], item["format"])
            self.same(where + " csv", item["value"], rows[i]["value"])
            if "change" in item:
                for j, key in enumerate(("before", "difference", "ratio")):
                    self.same(f"{where} {key} sheet", item["change"][key], sheet[i + 1][2 + j])

    def matrix(self, section):
        rows = [[m["name"], *section["cells"][i], section["rowTotals"][i]] for i, m in enumerate(section["rows"]["members"])]
        rows.append([self.words["total"], *section["columnTotals"], section["grandTotal"]])
        before = section.get("lead") and not section["lead"]["replaces"]
        shown = [[row[0], cell, *row[1:]] for row, cell in zip(rows, [*section["lead"]["cells"], section["lead"]["total"]])] if before else rows
        self.grid(section, section["id"], section["rows"]["caption"], shown, [None] + [section["format"]] * (len(shown[0]) - 1), self.paged(section, shown))
        found = self.csv(section)
        names = [m["name"] for m in section["columns"]["members"]]
        dimension = section["columns"]["dimension"] + "_name"
        k = 0
        for row in rows:
            for name, value in zip(names + [""], row[1:]):
                self.same(f"{section['id']} csv {row[0]} {name}", value, found[k][section["measure"]])
                self.same(f"{section['id']} csv column of {row[0]}", name, found[k][dimension])
                k += 1
        self.same(f"{section['id']} csv rows", k, len(found))

    @staticmethod
    def paged(section, rows):
        """The rows of a page with earlier years in one column, or with the year before and no total; None where the section has no such column."""
        lead = section.get("lead")
        if not lead:
            return None
        if not lead["replaces"]:
            return [row[:-1] for row in rows]
        return [[row[0], cell, *row[1 + lead["replaces"]:]] for row, cell in zip(rows, [*lead["cells"], lead["total"]])]

    def table(self, section):
        rows = [*section["rows"], *([[section["total"][0] or self.words["total"], *section["total"][1:]]] if section["total"] else [])]
        forms = [c["format"] for c in section["columns"]]
        # Pages leave out changes in percent where there is none.
        kept = [j for j, c in enumerate(section["columns"]) if not c["id"].endswith("change_pct") or not rows or any(row[j] is not None for row in rows)]
        self.grid(section, section["id"], section["columns"][0]["caption"], rows, forms, [[row[j] for j in kept] for row in rows], [forms[j] for j in kept])
        found = self.csv(section)
        self.same(f"{section['id']} csv rows", len(rows), len(found))
        for row, line in zip(rows, found):
            for column, value in zip(section["columns"][1:], row[1:]):
                self.same(f"{section['id']} csv {row[0]} {column['id']}", value, line[column["id"]])

    def chart(self, section):
        members = [m["name"] for m in section["categories"]["members"]]
        rows = [[name, *(s["values"][i] for s in section["series"])] for i, name in enumerate(members)]
        forms = [None] + [section["format"]] * len(section["series"])
        if section["chart"] == "heatMap":
            self.grid(section, section["id"], section["categories"]["caption"], rows, forms)
            return
        sheet, cells = self.sheet(section, section["categories"]["caption"])
        for row, found in zip(rows, cells[1:]):
            for j, value in enumerate(row):
                self.same(f"{section['id']} sheet {row[0]}[{j}]", value, found[j])
        if sheet is not None:
            self.same(f"{section['id']} native charts", 1 if has_figures(section) else 0, len(sheet._charts))
        if not has_figures(section):
            self.same(f"{section['id']} drawings", 0, len(self.page[section["id"]]["desc"]))
            return
        said = self.page[section["id"]]["desc"][0]
        for series in section["series"]:
            for name, value in zip(members, series["values"]):
                if value is not None and section["format"] == "count":
                    self.same(f"{section['id']} drawn {series['name']} {name}", True, f"{name} {grouped(value, self.language)}" in plain(said))

    def engagements(self, section):
        _, sheet = self.sheet(section, self.words["code"])
        codes = [e["code"] for e in section["engagements"]]
        listed = [row[0] for row in sheet[1 : len(codes) + 1]]
        for i, code in enumerate(codes[: len(listed)]):
            self.same(f"{section['id']} sheet row {i}", code, listed[i])
        shown = self.page[section["id"]]["codes"]
        self.same(f"{section['id']} page", codes[: len(shown)], shown)
        found = self.csv(section)
        self.same(f"{section['id']} csv rows", len(codes), len(found))
        for engagement, line in zip(section["engagements"], found):
            for key, name in (("code", "code"), ("headcount", "headcount"), ("amountUsd", "amount_usd")):
                self.same(f"{section['id']} csv {engagement['code']} {name}", engagement[key], line[name])

    def data(self):
        """The rows behind the figures add up to the pivot, and the pivot to the database's own sums."""
        rows = list(self.book["Data"].iter_rows(values_only=True))
        head, rows = rows[0], [r for r in rows[1:] if r[0] is not None]
        self.same("Data's table", f"A1:L{max(len(rows), 1) + 1}", self.book["Data"].tables["Table_Data"].ref)
        if "Pivot" not in self.book:
            return
        word = self.words
        sums, codes = {}, set()
        for row in rows:
            line = dict(zip(head, row))
            codes.add(line[word["engagement"]])
            for key in ((line[word["domain"]], line[word["year"]]), (line[word["domain"]], None), (None, line[word["year"]]), (None, None)):
                if key[1] is None and line[word["year"]] is None and key[0] == line[word["domain"]]:
                    continue
                sums[key] = sums.get(key, 0) + line[word["weight"]]
        cells = list(self.book["Pivot"].iter_rows(values_only=True))
        start = next(i for i, r in enumerate(cells) if r[0] == word["domain"])
        years = cells[start]
        for row in cells[start + 1 :]:
            for year, value in zip(years[1:], row[1:]):
                if isinstance(year, (int, float)) or year in (word["grand"], word["unstated"]):
                    domain = None if row[0] == word["grand"] else row[0]
                    if year == word["grand"]:
                        expected = sum(w[word["weight"]] for w in (dict(zip(head, r)) for r in rows) if domain is None or w[word["domain"]] == domain)
                    else:
                        expected = sums.get((domain, year))
                    self.count += 1
                    if not math.isclose(expected or 0, value or 0, abs_tol=1e-6):
                        self.wrong.append(f"{self.report['id']} pivot {row[0]} {year}: Data adds up to {expected}, the pivot shows {value}")

    def provenance(self):
        """All files contain the same provenance."""
        origin = self.report["provenance"]
        about = [str(c) for row in self.book.worksheets[-1].iter_rows(values_only=True) for c in row if c is not None]
        page = (self.folder / "report.html").read_text(encoding="utf-8")
        # Pages list at most 500 engagements. A page that lists fewer than the report has a different hash.
        fits = all(len(section.get("engagements", ())) <= 500 for section in self.report["sections"])
        for said in (origin["question"], origin["filters"], origin["counting"], str(origin["dataVersion"]), *([origin["hash"]] if fits else [])):
            self.same("about: " + said[:40], True, said in about)
            self.same("page: " + said[:40], True, html.escape(said, quote=True).replace("&#x27;", "&#39;") in page or said in html.unescape(page))
            if self.letters is not None:
                self.same("paper: " + said[:40], True, letters(said) <= self.letters)
        for path in self.folder.glob("*.csv"):
            with open(path, encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
            self.same(path.name + " version", {str(origin["dataVersion"])} if rows else set(), {row["file_data_version"] for row in rows})
        if self.letters is not None:
            for section in self.report["sections"]:
                if section["kind"] != "pageBreak":
                    self.same("paper: title " + section["title"], True, letters(section["title"]) <= self.letters)

    def iso(self, label):
        """"November 2025" in machine-readable form: 2025-11."""
        parts = label.split(" ")
        if len(parts) == 2 and parts[0] in MONTHS[self.language]:
            return f"{parts[1]}-{MONTHS[self.language].index(parts[0]) + 1:02d}"
        return label

    def run(self):
        kinds = {"headline": self.headline, "kpis": self.kpis, "matrix": self.matrix, "table": self.table, "chart": self.chart, "engagements": self.engagements}
        for section in self.report["sections"]:
            if section["kind"] in kinds:
                kinds[section["kind"]](section)
        self.summary()
        self.data()
        self.provenance()
        print(self.count)
        print("\n".join(self.wrong[:30]))


def has_figures(chart):
    """False for a chart whose figures are all 0 or absent. Pages and sheets then draw nothing."""
    return any(value for series in chart["series"] for value in series["values"])


def letters(text):
    """The words and numbers of a text, because a PDF breaks lines anywhere and orders words by their direction. A number may touch the word after it."""
    return set(re.findall(r"\d+|(?:[^\W\d]|[\u0900-\u097f])+", plain(text)))


Comparison(pathlib.Path(sys.argv[1])).run()
