"""Workbooks written by libraries and programs, with the texts that a reader must find: writers.py FOLDER writes the files and manifest.json."""
import datetime as dt
import json
import os
import subprocess
import sys
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

FOLDER = sys.argv[1]
CASES = []
NAMES = ["Code", "Title", "Value"]


def path(name):
    return os.path.join(FOLDER, name + ".xlsx")


def case(name, rows, notes=(), problem=None, file=None):
    """rows: number of the row and its texts."""
    CASES.append({"name": name, "file": file or name + ".xlsx", "rows": [[n, list(v)] for n, v in rows], "notes": list(notes), "problem": problem})


def pairs(name, values, notes=()):
    """Rows of two texts and a value, whose third text is expected."""
    case(name, [(1, NAMES)] + [(i + 2, ["c%d" % i, "T", t] if t else ["c%d" % i, "T"]) for i, (_, t) in enumerate(values)], notes)


# ---- openpyxl

FORMATTED = [
    ("mmm-yy", 45474, "2024-07"), ("mm/yyyy", 45474, "2024-07"), ("yyyy", 45474, "2024"), ("mmmm yyyy", 45474, "2024-07"), ("[$-409]mmm-yy;@", 45474, "2024-07"),
    ('yyyy"年"m"月"', 45474, "2024-07"), ("yy", 45474, "2024"), ("d-mmm-yy", 45474, "2024-07-01"), ("dddd, mmmm dd, yyyy", 45474, "2024-07-01"), ("d-mmm", 45474, "2024-07-01"),
    ("yyyy-mm-dd hh:mm:ss", 45474.5, "2024-07-01 12:00:00"), ("yyyy-mm-dd", 45474.999999, "2024-07-02"), ("h:mm AM/PM", 0.75, "18:00:00"), ("[h]:mm:ss", 1.5, "36:00:00"),
    ("m/d/yyyy;@", 59, "1900-02-28"), ("m/d/yyyy", 60, "1900-02-29"), ("m/d/yyyy", 61, "1900-03-01"), ("m/d/yyyy", 1, "1900-01-01"), ("m/d/yyyy", 0, "1900-01-00"),
    ("m/d/yyyy", -5, "-5"), ("m/d/yyyy", 5000000, "5000000"), ("0.00E+00", 1500, "1500"), ('"Date:" 0', 7, "7"), ("[Red]0", 7, "7"), ('#,##0 "days"', 7, "7"), ("0\\d", 7, "7"),
    ("_d0_y", 7, "7"), ("[<100]0;0", 7, "7"), ("General", 45474, "45474"), ('General "days"', 7, "7"), ("@", 7, "7"), ("0%", 0.5, "0.5"), ("#,##0.00", 1234.5, "1234.5"),
    ("0;d", 7, "7"), ("d;0", 45474, "2024-07-01"), ("ss", 0.5, "12:00:00"), ("yyyy hh:mm", 45474.25, "2024-07-01 06:00:00"), ("e", 45474, "2024"),
]


def formats():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(NAMES)
    for i, (code, value, _) in enumerate(FORMATTED):
        sheet.append(["c%d" % i, "T", value])
        sheet.cell(i + 2, 3).number_format = code
    book.save(path("formats"))
    pairs("formats", [(v, t) for _, v, t in FORMATTED])


VALUES = [
    ("text", "text"), (" spaces ", " spaces "), ("two\nlines", "two\nlines"), ("😀 भारत עִבְרִית", "😀 भारत עִבְרִית"), (12, "12"), (-3, "-3"), (0, "0"), (0.1, "0.1"), (0.1 + 0.2, "0.3"),
    (1e21, "1000000000000000000000"), (12345678901234567, "12345678901234600"), (1.5e-7, "0.00000015"), (True, "TRUE"), (False, "FALSE"), (None, ""),
    (dt.date(2024, 7, 5), "2024-07-05"), (dt.datetime(2024, 7, 5, 13, 30), "2024-07-05 13:30:00"), (dt.time(13, 30), "13:30:00"), ("0001", "0001"), ("#N/A", "#N/A"), ("=SUM(1,2)", "#FORMULA!"),
    ("'quoted", "'quoted"),
]


def values():
    for name, write_only in (("values", False), ("values-write-only", True)):
        book = openpyxl.Workbook(write_only=write_only)
        sheet = book.create_sheet("S") if write_only else book.active
        sheet.append(NAMES)
        for i, (value, _) in enumerate(VALUES):
            sheet.append(["c%d" % i, "T", value])
        book.save(path(name))
        pairs(name, VALUES)
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(NAMES)
    book.active.append(["c0", "T", dt.date(2024, 7, 5)])
    book.active.append(["c1", "T", dt.datetime(1904, 1, 2, 6)])
    book.save(path("calendar-1904"))
    pairs("calendar-1904", [(0, "2024-07-05"), (0, "1904-01-02 06:00:00")])


def merged():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["Year", "Country", "Title"], [2020, "IN", "a"], [None, None, "b"], [None, "IL", "c"], [2021, "FR", "d"], [None, None, "e"], [None, None, None], [None, "US", "f"]]:
        sheet.append(row)
    for area in ("A2:A4", "B2:B3", "A5:A8", "B5:B6"):
        sheet.merge_cells(area)
    book.save(path("merged-down"))
    case("merged-down", [
        (1, ["Year", "Country", "Title"]), (2, ["2020", "IN", "a"]), (3, ["2020", "IN", "b"]), (4, ["2020", "IL", "c"]), (5, ["2021", "FR", "d"]), (6, ["2021", "FR", "e"]), (8, ["2021", "US", "f"]),
    ], ["In column A, 4 rows took the value", "In column B, 2 rows took the value"])

    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["All of 2024", None, None], ["Code", "Title", "Value"], ["a", "wide", None], ["b", "t", 2], [None, None, None]]:
        sheet.append(row)
    for area in ("A1:C1", "B3:C3", "A4:A6"):
        sheet.merge_cells(area)
    book.save(path("merged-across"))
    case("merged-across", [(1, ["All of 2024"]), (2, ["Code", "Title", "Value"]), (3, ["a", "wide"]), (4, ["b", "t", "2"])], ["In column C, 1 row has no value, because a merged cell of another column covers it"])

    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["Code", "Year", "Value"], ["a", 2020, 1], ["b", None, None], ["c", 2021, 3]]:
        sheet.append(row)
    sheet.merge_cells("B2:C3")
    book.save(path("merged-block"))
    case("merged-block", [(1, ["Code", "Year", "Value"]), (2, ["a", "2020"]), (3, ["b", "2020"]), (4, ["c", "2021", "3"])],
         ["In column B, 1 row took the value", "In column C, 2 rows have no value, because a merged cell of another column covers them"])


def sheets():
    for state in ("hidden", "veryHidden"):
        book = openpyxl.Workbook()
        book.active.append(NAMES)
        book.active.append(["old", "T", 1])
        book.active.title = "Old"
        book.active.sheet_state = state
        for name in ("Jan", "Feb"):
            sheet = book.create_sheet(name)
            sheet.append(NAMES)
            sheet.append([name, "T", 1])
        book.create_sheet("Notes").append(["Nothing", "here"])
        book.active = 1
        book.save(path("sheets-" + state))
        case("sheets-" + state, [(1, NAMES), (2, ["Jan", "T", "1"])], ["2 other sheets have the same columns and were not read: 'Old' (hidden), 'Feb'"])

    book = openpyxl.Workbook()
    chart = book.create_chartsheet("Chart", 0)
    assert chart is not None
    book.worksheets[0].append(NAMES)
    book.worksheets[0].append(["c0", "T", 1])
    book.save(path("chart-first"))
    pairs("chart-first", [(1, "1")])

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(NAMES)
    for i in range(5):
        sheet.append(["c%d" % i, "T", i + 1])
    sheet.auto_filter.ref = "A1:C6"
    for row in (3, 4, 5):
        sheet.row_dimensions[row].hidden = True
    book.save(path("filtered"))
    pairs("filtered", [(0, str(i + 1)) for i in range(5)], ["3 of the rows that were read are hidden"])


# ---- XlsxWriter

def xlsxwriter_cases():
    book = xlsxwriter.Workbook(path("xw"))
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, NAMES)
    written = [
        (lambda r: sheet.write_formula(r, 2, "=1+1"), "#FORMULA!"), (lambda r: sheet.write_formula(r, 2, "=1+1", None, 2), "2"), (lambda r: sheet.write_formula(r, 2, '="a"&"b"', None, "ab"), "ab"),
        (lambda r: sheet.write_formula(r, 2, '=""', None, ""), "#FORMULA!"), (lambda r: sheet.write_array_formula(r, 2, r, 2, "{=SUM(1,2)}", None, 3), "3"),
        (lambda r: sheet.write_formula(r, 2, "=NA()", None, "#N/A"), "#N/A"), (lambda r: sheet.write_formula(r, 2, "=TRUE()", None, True), "TRUE"),
        (lambda r: sheet.write_rich_string(r, 2, "one ", bold, "two", " three"), "one two three"), (lambda r: sheet.write_string(r, 2, "a\x01b_x0041_c"), "a\x01b_x0041_c"),
        (lambda r: sheet.write_datetime(r, 2, dt.datetime(2024, 7, 5), day), "2024-07-05"), (lambda r: sheet.write_blank(r, 2, None, day), ""), (lambda r: sheet.write_url(r, 2, "https://example.org/"), "https://example.org/"),
        (lambda r: sheet.write_boolean(r, 2, False), "FALSE"), (lambda r: sheet.write_string(r, 2, "x\ry"), "x\ry"), (lambda r: sheet.write_string(r, 2, "😀"), "😀"),
    ]
    for i, (write, _) in enumerate(written):
        sheet.write_row(i + 1, 0, ["c%d" % i, "T"])
        write(i + 1)
    book.close()
    pairs("xw", written, ["5 formulas may have outdated values"])

    book = xlsxwriter.Workbook(path("xw-constant-memory"), {"constant_memory": True, "date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, NAMES)
    sheet.write_row(1, 0, ["c0", "T"])
    sheet.write_datetime(1, 2, dt.datetime(2024, 7, 5), book.add_format({"num_format": 14}))
    sheet.write_row(2, 0, ["c1", "T", " in line 😀 "])
    book.close()
    pairs("xw-constant-memory", [(0, "2024-07-05"), (0, " in line 😀 ")])


# ---- handwritten: forms that these libraries do not write

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml"


def book(name, rows, target="worksheets/sheet1.xml", place="xl/worksheets/sheet1.xml", properties="", calc="", strings=None, main=MAIN, rels=RELS, prefix="", encoding="utf-8", root="xl/workbook.xml", after="", first="0", state=""):
    p = prefix + ":" if prefix else ""
    ns = 'xmlns%s="%s"' % (":" + prefix if prefix else "", main)
    folder = root.rsplit("/", 1)[0] + "/" if "/" in root else ""
    file = root.rsplit("/", 1)[-1]
    with zipfile.ZipFile(path(name), "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>')
        z.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="%s/officeDocument" Target="%s"/></Relationships>' % (rels, root))
        z.writestr(folder + "_rels/" + file + ".rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="%s/worksheet" Target="%s"/>'
                   '<Relationship Id="s2" Type="%s/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="s3" Type="%s/styles" Target="styles.xml"/></Relationships>' % (rels, target, rels, rels))
        z.writestr(root, '<%sworkbook %s xmlns:r="%s">%s<%ssheets><%ssheet name="S" sheetId="1" r:id="s1"%s/></%ssheets>%s</%sworkbook>' % (p, ns, rels, properties, p, p, state, p, calc, p))
        z.writestr(folder + "styles.xml", '<%sstyleSheet %s><%scellXfs><%sxf numFmtId="%s"/><%sxf numFmtId="14"/><%sxf numFmtId="17"/></%scellXfs></%sstyleSheet>' % (p, ns, p, p, first, p, p, p, p))
        if strings is not None:
            z.writestr(folder + "sharedStrings.xml", '<sst xmlns="%s" count="9999" uniqueCount="9999">%s</sst>' % (main, strings))
        head = '<?xml version="1.0" encoding="%s"?>' % encoding
        z.writestr(place, (head + '<%sworksheet %s><%ssheetData>%s</%ssheetData>%s</%sworksheet>' % (p, ns, p, rows, p, after, p)).encode(encoding))


def text(t):
    return '<c t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % t


def line(*cells, attributes=""):
    return "<row%s>%s</row>" % (attributes, "".join(cells))


def row(*values):
    return line(*[v if v.startswith("<c") else text(v) for v in values])


HEAD = row(*NAMES)


def by_hand():
    hand = [
        ("<c><f>1+1</f></c>", "#FORMULA!"), ("<c><f>1+1</f><v></v></c>", "#FORMULA!"), ("<c><f>1+1</f><v/></c>", "#FORMULA!"), ("<c><f/><v>5</v></c>", "5"), ("<c t='str'><f>A1</f><v>txt</v></c>", "txt"),
        ("<c t='str'><f>A1</f><v></v></c>", ""), ("<c t='str'><f>A1</f></c>", "#FORMULA!"), ("<c><f t='shared' ref='C5:C9' si='0'>A1</f><v>7</v></c>", "7"), ("<c><f t='shared' si='0'/><v>8</v></c>", "8"),
        ("<c t='e'><v>#N/A</v></c>", "#N/A"), ("<c t='e'><f>NA()</f><v>#DIV/0!</v></c>", "#DIV/0!"), ("<c t='e'><v>#WEIRD!</v></c>", "#ERROR!"), ("<c t='d'><v>2024-07-05</v></c>", "2024-07-05"),
        ("<c t='d'><v>2024-07-05T13:30:00</v></c>", "2024-07-05 13:30:00"), ("<c t='d'><v>2024-07-05T00:00:00.000Z</v></c>", "2024-07-05"), ("<c t='d' s='2'><v>2024-07-01T00:00:00</v></c>", "2024-07"),
        ("<c t='inlineStr'><is><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space='preserve'>ch </t></r></is></c>", "rich "), ("<c t='inlineStr'><is><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></is></c>", "東京"),
        ("<c t='inlineStr'><is><t>_xD83D__xDE00_</t></is></c>", "😀"), ("<c t='inlineStr'><is><t>a_x000D_b_x005F_x0041_</t></is></c>", "a\rb_x0041_"), ("<c t='str'><v>_x0041_</v></c>", "A"),
        ("<c t='inlineStr'><is><t><![CDATA[<b>&amp;]]></t></is></c>", "<b>&amp;"), ("<c t='n'><v> 5 </v></c>", "5"), ("<c><v>007</v></c>", "7"), ("<c><v>-0</v></c>", "0"), ("<c><v>12345678901234567890</v></c>", "12345678901234567890"), ("<c><v>1.50</v></c>", "1.5"),
        ("<c><v>1E3</v></c>", "1000"), ("<c t='b'><v>1</v></c>", "TRUE"), ("<c t='b'><v>false</v></c>", "FALSE"), ("<c s='1'><v>45474</v></c>", "2024-07-01"), ("<c s='2'><v>45474</v></c>", "2024-07"),
        ("<c s='99'><v>45474</v></c>", "45474"), ("<c t='s'><v>0</v></c>", "shared"), ("<c t='s'><v>1</v></c>", "rich string"), ("<c/>", ""), ("<c s='1'/>", ""),
    ]
    lacks = ["1 number has a format that the workbook lacks"]
    shared = "<si><t>shared</t></si><si><r><t>rich </t></r><r><t>string</t></r></si>"
    rows = HEAD + "".join(row("c%d" % i, "T", cell) for i, (cell, _) in enumerate(hand))
    book("hand", rows, strings=shared)
    pairs("hand", hand, lacks)
    prefixed = rows.replace("</", "</x:").replace("<![CDATA[<b>", "@@").replace("<", "<x:").replace("<x:/x:", "</x:").replace("@@", "<![CDATA[<b>")
    book("hand-prefixed", prefixed, strings=shared, prefix="x")
    pairs("hand-prefixed", hand, lacks)
    book("hand-strict", rows, strings=shared, main=STRICT + "/spreadsheetml/main", rels=STRICT + "/officeDocument/relationships")
    pairs("hand-strict", hand, lacks)
    book("hand-utf16", rows, strings=shared, encoding="utf-16")
    pairs("hand-utf16", hand, lacks)
    small = HEAD + row("c0", "T", "<c s='1'><v>45474</v></c>")
    for i, target in enumerate(["./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "worksheets/../worksheets/./sheet1.xml", "worksheets\\sheet1.xml", "Worksheets/Sheet1.xml", "worksheets/%73heet1.xml"]):
        book("target-%d" % i, small, target=target)
        pairs("target-%d" % i, [(0, "2024-07-01")])
    book("elsewhere", small, root="data/book.xml", target="one/s.xml", place="data/one/s.xml")
    pairs("elsewhere", [(0, "2024-07-01")])
    book("at-the-root", small, root="book.xml", target="one/s.xml", place="one/s.xml")
    pairs("at-the-root", [(0, "2024-07-01")])
    for i, (spelling, day) in enumerate([("1", "2028-07-02"), ("true", "2028-07-02"), ("TRUE", "2028-07-02"), ("on", "2028-07-02"), ("0", "2024-07-01"), ("false", "2024-07-01"), ("off", "2024-07-01"), ("", "2024-07-01")]):
        book("date1904-%d" % i, small, properties="<workbookPr date1904='%s'/>" % spelling)
        pairs("date1904-%d" % i, [(0, day)])
    for i, calc in enumerate(["<calcPr fullCalcOnLoad='1'/>", "<calcPr fullCalcOnLoad='true'/>", "<calcPr forceFullCalc='1'/>", "<calcPr calcCompleted='0'/>"]):
        stale = [("<c><f>1+1</f><v>0</v></c>", "#FORMULA!"), ("<c><f>1+1</f><v>0.0</v></c>", "#FORMULA!"), ("<c t='b'><f>1=1</f><v>0</v></c>", "#FORMULA!"), ("<c t='str'><f>A1</f><v></v></c>", "#FORMULA!"), ("<c><v>0</v></c>", "0")]
        book("stale-%d" % i, HEAD + "".join(row("c%d" % k, "T", c) for k, (c, _) in enumerate(stale)), calc=calc)
        pairs("stale-%d" % i, stale)
    book("fresh-zero", HEAD + row("c0", "T", "<c><f>1-1</f><v>0</v></c>"), calc="<calcPr calcId='191029'/>")
    pairs("fresh-zero", [(0, "0")])
    # A cell without a style has the first.
    book("first-style", HEAD + row("c0", "T", "<c><v>45474</v></c>"), first="17")
    pairs("first-style", [(0, "2024-07")])
    book("lost-format", HEAD + row("c0", "T", "<c><v>45474</v></c>"), first="164")
    pairs("lost-format", [(0, "45474")], lacks)
    for i, cell in enumerate(["<c><is><t>untyped</t></is></c>", "<c t='s'><is><t>a</t></is><v>0</v></c>", "<c t='inlineStr'><v>0</v></c>", "<c t='inlineStr'><is><r><r><t>a</t></r></r></is></c>"]):
        book("unclear-%d" % i, HEAD + row("c0", "T", cell), strings=shared)
        case("unclear-%d" % i, [], problem="malformed-xlsx")
    book("unclear-state", small, state=" state='hiddenly'")
    case("unclear-state", [], problem="malformed-xlsx")
    book("unclear-sheet", small, rels=RELS.replace("2006", "2016"))
    case("unclear-sheet", [], problem="malformed-xlsx")
    book("unclear-namespace", small, main="http://schemas.openxmlformats.org/spreadsheetml/2007/main")
    case("unclear-namespace", [], problem="malformed-xlsx")
    # References in some cells only, and gaps.
    book("gaps", "<row r='3'><c r='B3' t='inlineStr'><is><t>Code</t></is></c>" + text("Title") + "</row><row><c r='C4'><v>1</v></c><c><v>2</v></c></row><row r='9'><c r='$A$9'><v>3</v></c></row>".replace("$", ""))
    case("gaps", [(3, ["", "Code", "Title"]), (4, ["", "", "1", "2"]), (9, ["3"])])
    for name, rows_ in (("not-a-number", row("<c><v>abc</v></c>")), ("not-a-boolean", row("<c t='b'><v>2</v></c>")), ("no-such-string", row("<c t='s'><v>7</v></c>")), ("not-a-date", row("<c t='d'><v>tomorrow</v></c>")),
                        ("rows-backwards", "<row r='2'/><row r='1'/>"), ("cells-backwards", "<row r='1'><c r='B1'/><c r='A1'/></row>"), ("other-row", "<row r='1'><c r='A2'/></row>"), ("value-in-value", row("<c><v><v>1</v></v></c>"))):
        book("bad-" + name, rows_)
        case("bad-" + name, [], problem="malformed-xlsx")


# ---- LibreOffice: conversions of the files above

def libreoffice():
    old = ["values", "formats", "merged-down", "sheets-hidden", "filtered", "calendar-1904", "xw"]
    for kind in ("xlsx", "xls"):
        out = os.path.join(FOLDER, "lo-" + kind)
        subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://%s/profile" % FOLDER, "--convert-to", kind, "--outdir", out] + [path(n) for n in old],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        for name in old:
            known = next(c for c in CASES if c["name"] == name)
            rows = json.loads(json.dumps(known["rows"]))
            notes = list(known["notes"])
            if name == "values":
                # LibreOffice calculates formulas, and its numbers have 15 digits.
                rows = [[n, ["3" if t == "#FORMULA!" else t for t in v]] for n, v in rows]
            if name == "formats":
                # LibreOffice has its own formats for some, and its calendar begins on 30 December 1899.
                keep = {i + 2 for i, (f, v, _) in enumerate(FORMATTED) if f in ("mmm-yy", "mm/yyyy", "yyyy", "d-mmm-yy", "yyyy-mm-dd hh:mm:ss", "0%", "#,##0.00", "General", "0.00E+00", '#,##0 "days"') and v > 61 or f in ("General", "0%")}
                rows = [r for r in rows if r[0] in keep or r[0] == 1]
            if name == "xw":
                rows = [r for r in rows if r[0] in (1, 3, 7, 9, 11, 13, 14, 16)]
                notes = []
            CASES.append({"name": "lo-%s-%s" % (kind, name), "file": "lo-%s/%s.%s" % (kind, name, kind), "rows": rows, "notes": notes, "problem": None, "some": name in ("formats", "xw")})


formats()
values()
merged()
sheets()
xlsxwriter_cases()
by_hand()
if "--libreoffice" in sys.argv:
    libreoffice()
with open(os.path.join(FOLDER, "manifest.json"), "w", encoding="utf-8") as manifest:
    json.dump(CASES, manifest, ensure_ascii=False)
