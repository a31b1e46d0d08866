"""Random changes of small valid workbooks and CSV files, with the values that openpyxl (or Python's csv) reads: mutations.py FOLDER SEED COUNT.

Writes FOLDER/N.xlsx or N.csv and, a line each to FOLDER/expected.jsonl: the file, what was changed, and the rows that the other reader finds, or null where it refuses the file.
"""
import csv
import datetime as dt
import io
import json
import os
import random
import re
import sys
import warnings
import zipfile

import openpyxl

warnings.simplefilter("ignore")
folder, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
WORDS = ["alpha", "Beta", "भारत", "עברית", "😀", "two words", "line\nbreak", "a,b", "\"q\"", "0012", "=1+1", "-5", "1e3", "#N/A", "TRUE", "2024-07-01", "_x0041_", " pad ", "é", "x" * 40]
FORMATS = ["General", "0", "0.00", "@", "yyyy-mm-dd", "mmm-yy", "yyyy", "d/m/yyyy h:mm", "h:mm", "[h]:mm", "0%", '0 "days"', "#,##0.00", "[$-409]d-mmm-yy;@", "0.00E+00", "[Red]0", "mm:ss", "\\x0"]


def cell_value():
    kind = rnd.randrange(9)
    if kind == 0:
        return rnd.choice(WORDS)
    if kind == 1:
        return rnd.randint(-10, 100000)
    if kind == 2:
        return rnd.choice([0.1, 0.1 + 0.2, 1234.5678, -0.0, 1e-9, 1e15, 45474.25, 59.5, 60, 1])
    if kind == 3:
        return rnd.random() < 0.5
    if kind == 4:
        return dt.date(rnd.randint(1900, 2100), rnd.randint(1, 12), rnd.randint(1, 28))
    if kind == 5:
        return dt.datetime(2024, 7, rnd.randint(1, 28), rnd.randint(0, 23), rnd.randint(0, 59), rnd.randint(0, 59))
    if kind == 6:
        return dt.time(rnd.randint(0, 23), rnd.randint(0, 59))
    if kind == 7:
        return "=SUM(1,%d)" % rnd.randint(0, 5)
    return None


def workbook():
    book = openpyxl.Workbook()
    if rnd.random() < 0.15:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.append(["Code", "Title", "Value", "More"])
    rows = rnd.randint(1, 6)
    for i in range(rows):
        sheet.append(["c%d" % i, rnd.choice(WORDS), cell_value(), cell_value()])
        for column in (3, 4):
            if rnd.random() < 0.4:
                sheet.cell(i + 2, column).number_format = rnd.choice(FORMATS)
    if rnd.random() < 0.3:
        first = rnd.randint(2, rows + 1)
        column = rnd.choice("ABCD")
        sheet.merge_cells("%s%d:%s%d" % (column, first, rnd.choice([column, "D"]), rnd.randint(first, rows + 2)))
    if rnd.random() < 0.3:
        sheet.row_dimensions[rnd.randint(1, rows + 1)].hidden = True
    if rnd.random() < 0.3:
        other = book.create_sheet("Other", rnd.choice([0, 1]))
        other.append(["Code", "Title", "Value", "More"])
        other.append(["o", "T", 1, 2])
        other.sheet_state = rnd.choice(["visible", "hidden", "veryHidden"])
        if other.sheet_state != "visible" and book.active.sheet_state != "visible":
            book.active = book.worksheets.index(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Changes of the XML: some that other programs write, and some invalid ones.
CELL = [
    (r' r="[A-Z]+\d+"', ""), (r' r="([A-Z]+)(\d+)"', r" r='\1\2'"), (r' r="A(\d+)"', r' r="B\1"'), (r' r="([A-Z])(\d+)"', r' r="\g<1>9"'), (r' t="s"', ' t="n"'), (r' t="n"', ""), (r' t="n"', ' t="str"'),
    (r' t="b"', ' t="n"'), (r' t="n"', ' t="b"'), (r' t="n"', ' t="e"'), (r' t="n"', ' t="d"'), (r' t="s"', ' t="inlineStr"'), (r' s="\d+"', ""), (r' s="\d+"', ' s="1"'), (r' s="\d+"', ' s="77"'),
    (r"<v>([^<]*)</v>", r"<v><![CDATA[\1]]></v>"), (r"<v>([^<]*)</v>", r"<v> \1 </v>"), (r"<v>[^<]*</v>", "<v/>"), (r"<v>[^<]*</v>", ""), (r"<v>(\d+)</v>", r"<v>\1.0</v>"), (r"<v>(\d)", r"<v>00\1"),
    (r"<v>(\d+)</v>", r"<f>1+1</f><v>\1</v>"), (r"<v>(\d+)</v>", r"<f>1+1</f>"), (r"<v>(\d+)</v>", r"<v>\1e2</v>"), (r"<v>(\d+)</v>", r"<v>0x\1</v>"), (r"<v>", "<v>-"), (r"<f>", "<f t=\"shared\" si=\"0\">"),
    (r"</c>", "<extLst><ext><v>9</v></ext></extLst></c>"), (r"<row r=\"\d+\"", "<row"), (r"<row r=\"(\d)\"", r'<row r="1\1"'), (r"<row ", '<row hidden="1" '), (r"</row>", "</row><row/>"), (r"</row>", ""),
    (r"<sheetData>", "<sheetData><!-- c -->"), (r'xmlns="[^"]+"', 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'), (r"</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'),
    (r"<t>([^<]*)</t>", r"<r><t>\1</t></r>"), (r"<t>", '<t xml:space="preserve">'), (r"<t>([^<]*)</t>", r"<t>\1</t><rPh sb='0' eb='1'><t>zz</t></rPh>"), (r"<t>([^<])", r"<t>_x0041_\1"), (r"</si>", "</si><si><t>extra</t></si>"),
    (r'date1904="[^"]*"', 'date1904="true"'), (r"<workbookPr ?/>", '<workbookPr date1904="1"/>'), (r"<workbookPr ?/>", '<workbookPr date1904="false"/>'), (r'fullCalcOnLoad="1"', 'fullCalcOnLoad="0"'), (r'state="visible"', 'state="hidden"'),
    (r'numFmtId="\d+"', 'numFmtId="14"'), (r'numFmtId="\d+"', 'numFmtId="17"'), (r'numFmtId="\d+"', 'numFmtId="46"'), (r'formatCode="[^"]*"', 'formatCode="yyyy"'), (r'formatCode="[^"]*"', 'formatCode="0.0"'),
    (r'Target="/?xl/', 'Target="./../xl/'), (r'Target="', 'Target="./'), (r"<c ", "<c foo=\"1\" "), (r"&amp;", "&#38;"), (r"<", "<"), (r">", ">\n"), (r"encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\""),
]


def change_xml(data):
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = {i.filename: source.read(i) for i in source.infolist()}
    changes = []
    for _ in range(rnd.choice([0, 1, 1, 1, 2, 3])):
        name = rnd.choice([n for n in parts if re.search(r"sheet\d|sharedStrings|workbook\.xml|styles", n)])
        pattern, by = rnd.choice(CELL)
        text = parts[name].decode("utf-8")
        hits = list(re.finditer(pattern, text))
        if not hits:
            continue
        for hit in reversed(hits if rnd.random() < 0.2 else [rnd.choice(hits)]):
            text = text[: hit.start()] + hit.expand(by) + text[hit.end():]
        parts[name] = text.encode("utf-8")
        changes.append("%s: %s -> %s" % (name, pattern, by))
    if rnd.random() < 0.05:
        name = rnd.choice(list(parts))
        at = rnd.randrange(len(parts[name]))
        parts[name] = parts[name][:at] + bytes([rnd.randrange(256)]) + parts[name][at + 1:]
        changes.append("%s: byte %d" % (name, at))
    if rnd.random() < 0.03:
        name = rnd.choice(list(parts))
        try:
            parts[name] = parts[name].decode("utf-8").replace("UTF-8", "UTF-16").encode("utf-16")
            changes.append("%s: UTF-16" % name)
        except UnicodeDecodeError:
            pass
    if rnd.random() < 0.03:
        name = rnd.choice(list(parts))
        del parts[name]
        changes.append("%s: gone" % name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rnd.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    data = out.getvalue()
    if rnd.random() < 0.05:
        at = rnd.randrange(len(data))
        data = data[:at] + bytes([rnd.randrange(256)]) + data[at + 1:]
        changes.append("archive: byte %d" % at)
    return data, changes


def shown(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, (int, float)):
        return ["n", repr(float(value)), str(value)]
    if isinstance(value, dt.datetime):
        return ["d", value.isoformat(" ")]
    if isinstance(value, dt.date):
        return ["d", value.isoformat() + " 00:00:00"]
    if isinstance(value, dt.time):
        return ["t", value.isoformat()]
    if isinstance(value, dt.timedelta):
        return ["e", repr(value.total_seconds())]
    return ["s", str(value)]


def read_xlsx(data):
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    sheets = [s for s in book.worksheets if s.sheet_state == "visible"] or book.worksheets
    sheet = sheets[0]
    rows = []
    for row in sheet.iter_rows():
        values = [shown(c.value) for c in row]
        if any(v is not None for v in values):
            rows.append([row[0].row, values])
    return rows


ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le", "latin-1"]


def csv_file():
    delimiter = rnd.choice([",", ",", ";", "\t"])
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=rnd.choice(["\n", "\r\n", "\r"]), quoting=rnd.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer.writerow(["Code", "Title", "Start", "Type"])
    for i in range(rnd.randint(1, 5)):
        writer.writerow(["c%d" % i, rnd.choice(WORDS), rnd.choice(["2024", "2024-07", ""]), rnd.choice(WORDS)])
    encoding = rnd.choice(ENCODINGS)
    data = out.getvalue().encode(encoding, "replace")
    changes = [encoding, delimiter]
    for _ in range(rnd.choice([0, 1, 1, 2])):
        at = rnd.randrange(len(data))
        data = data[:at] + rnd.choice([b"", b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"\xc3", bytes([rnd.randrange(256)])]) + data[at + rnd.randrange(2):]
        changes.append("byte %d" % at)
    return data, delimiter, changes


def read_csv(data, delimiter):
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            break
    else:
        encoding = "utf-8"
    text = data.decode(encoding)
    return [[reader_row, [["s", v] for v in row]] for reader_row, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1)]


with open(os.path.join(folder, "expected.jsonl"), "w", encoding="utf-8", errors="surrogatepass") as expected:
    pool = [workbook() for _ in range(max(20, min(400, count // 50)))]
    for n in range(count):
        if n % 3:
            data, changes = change_xml(rnd.choice(pool))
            name, read = "%d.xlsx" % n, lambda d=data: read_xlsx(d)
            delimiter = ""
        else:
            data, delimiter, changes = csv_file()
            name, read = "%d.csv" % n, lambda d=data, m=delimiter: read_csv(d, m)
        try:
            rows = read()
        except Exception as e:  # Any exception of the other reader counts as a refusal.
            rows, changes = None, changes + [type(e).__name__]
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        expected.write(json.dumps({"file": name, "changes": changes, "delimiter": delimiter, "rows": rows}) + "\n")
