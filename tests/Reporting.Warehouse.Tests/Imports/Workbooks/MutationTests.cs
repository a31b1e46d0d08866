using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Files.Workbooks;
using Xunit.Abstractions;

namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <summary>
/// Random changes of small valid workbooks and CSV files. If openpyxl (or Python's csv) reads different values, we must refuse the file or report the difference. REPORTING_DEEP=1 tries 100,000.
/// </summary>
public sealed partial class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20260601;
    private const int Batch = 5_000;

    [FactNeedsPython("openpyxl")]
    public async Task A_changed_file_is_read_as_by_other_programs_or_reported()
    {
        var (wrong, same, refused, others) = (new List<(string File, string Difference)>(), 0, 0, 0);
        foreach (var (seed, count) in TestRun.IsDeep ? Enumerable.Range(0, 100_000 / Batch).Select(i => (Seed + i, Batch)) : [(Seed, 300)])
        {
            var folder = Directory.CreateTempSubdirectory("reporting-mutations-").FullName;
            WrittenWorkbooks.Run("/usr/bin/python3", RepositoryRoot.File("tests", "Reporting.Warehouse.Tests", "Imports", "Workbooks", "mutations.py"), folder, $"{seed}", $"{count}");
            foreach (var line in File.ReadLines(Path.Combine(folder, "expected.jsonl")))
            {
                var expected = JsonDocument.Parse(line).RootElement;
                (Dictionary<int, List<(string Text, CellKind Kind, bool IsExcused)>> Rows, IReadOnlyList<string> Notes)? read;
                try
                {
                    read = await ReadAsync(Path.Combine(folder, expected.GetProperty("file").GetString()!), expected.GetProperty("delimiter").GetString()!);
                }
                catch (Exception e)
                {
                    wrong.Add(($"seed {seed}, {line}", e.ToString()));
                    continue;
                }

                if (expected.GetProperty("rows").ValueKind == JsonValueKind.Null || (IsStrict(expected) && expected.GetProperty("rows").GetArrayLength() == 0))
                {
                    others++;
                }
                else if (read is null)
                {
                    refused++;
                }
                else if (Difference(expected.GetProperty("rows"), read.Value.Rows, read.Value.Notes) is { } difference)
                {
                    wrong.Add(($"seed {seed}, {line}", difference));
                }
                else
                {
                    same++;
                }
            }

            Directory.Delete(folder, recursive: true);
        }

        output.WriteLine($"{same} read alike, {refused} refused by us, {others} refused by the others, {wrong.Count} silently different.");
        var kinds = wrong.GroupBy(w => Digits().Replace(w.Difference[..Math.Min(w.Difference.Length, 200)], "9")).OrderByDescending(kind => kind.Count())
            .Select(kind => $"{kind.Count()} × {kind.First().Difference}\n  {kind.First().File}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} silent differences.\n{string.Join('\n', kinds.Take(100))}");
        Assert.True(same > refused);
    }

    private static async Task<(Dictionary<int, List<(string Text, CellKind Kind, bool IsExcused)>> Rows, IReadOnlyList<string> Notes)?> ReadAsync(string path, string delimiter)
    {
        await using var content = File.OpenRead(path);
        var found = new Dictionary<int, List<(string, CellKind, bool)>>();
        try
        {
            await using var file = await ImportFile.OpenAsync(content, CancellationToken.None);
            using var rows = await file.RowsAsync(new FileShape { Delimiter = delimiter.Length > 0 ? delimiter[0] : ',' }, CancellationToken.None);
            while (await rows.ReadAsync(CancellationToken.None))
            {
                found.Add(rows.Row, [.. Enumerable.Range(0, rows.Count).Select(i => (rows[i], rows.KindOf(i), rows.IsError(i) || rows.IsFilled(i)))]);
            }

            return (found, rows.Notes);
        }
        catch (ImportFileException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    // openpyxl cannot read the strict form of Open XML.
    private static bool IsStrict(JsonElement expected) => expected.GetProperty("changes").EnumerateArray().Any(change => change.GetString()!.Contains("purl.oclc.org", StringComparison.Ordinal));

    private static string? Difference(JsonElement expected, Dictionary<int, List<(string Text, CellKind Kind, bool IsExcused)>> found, IReadOnlyList<string> notes)
    {
        var rest = new HashSet<int>(found.Keys);
        foreach (var row in expected.EnumerateArray())
        {
            var (number, values) = (row[0].GetInt32(), row[1].EnumerateArray().ToList());
            rest.Remove(number);
            var cells = found.GetValueOrDefault(number) ?? [];
            for (var i = 0; i < Math.Max(values.Count, cells.Count); i++)
            {
                var (text, kind, isExcused) = i < cells.Count ? cells[i] : ("", CellKind.Text, false);
                if (!isExcused && !IsSame(i < values.Count ? values[i] : default, text, kind) && !notes.Any(IsReported))
                {
                    return $"row {number}, column {i + 1}: '{text}' ({kind}), not {(i < values.Count ? values[i].GetRawText() : "nothing")}";
                }
            }
        }

        var more = rest.Where(r => found[r].Exists(c => !c.IsExcused && c.Text.Length > 0)).ToList();
        return more.Count == 0 || notes.Any(IsReported) ? null : $"row {more[0]}: only we have {string.Join('|', found[more[0]])}";
    }

    private static bool IsReported(string note) => note.Contains("that the workbook does not display", StringComparison.Ordinal) || note.Contains("that the workbook lacks", StringComparison.Ordinal);

    private static bool IsSame(JsonElement value, string text, CellKind kind)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return text.Length == 0;
        }

        var expected = value[1].ToString();
        return value[0].GetString() switch
        {
            "b" => text == (value[1].GetBoolean() ? "TRUE" : "FALSE"),
            "n" => kind == CellKind.Number && IsNear(double.Parse(expected, CultureInfo.InvariantCulture), double.Parse(text, CultureInfo.InvariantCulture)),
            // Excel's calendar before March 1900 is special. Numbers outside the calendar stay numbers.
            "d" when string.CompareOrdinal(expected, "1900-03-01") < 0 => text.StartsWith("1900-0", StringComparison.Ordinal) || text == "1900" || kind == CellKind.Number,
            // Excel shows no date for what is before 1904 in a workbook of that calendar.
            "d" when string.CompareOrdinal(expected, "1904-01-01") < 0 && text[0] == '-' => kind == CellKind.Number,
            "d" => kind == CellKind.Date && IsDate(expected, text),
            "t" => kind == CellKind.Date && (IsDate($"2000-01-01 {expected}", $"2000-01-01 {text}") || text.StartsWith("1900-01-00", StringComparison.Ordinal) || text is "1904-01" or "1900-01" or "1904" or "1900" || (text.StartsWith("1904-01-01", StringComparison.Ordinal) && IsDate($"1904-01-01 {expected}", text))),
            "e" => kind == CellKind.Number || (kind == CellKind.Date && text.Split(':') is [var h, var m, var s] && IsNear(double.Parse(expected, CultureInfo.InvariantCulture), (long.Parse(h, null) * 3600) + (int.Parse(m, null) * 60) + int.Parse(s, null), 1)),
            // A number with a date format, but outside every calendar.
            "s" when expected == "#VALUE!" && kind == CellKind.Number => double.Parse(text, CultureInfo.InvariantCulture) is < 0 or > 2_958_465,
            _ => text == expected || text == CellText.Unescape(expected) || text.ReplaceLineEndings("\n") == expected.ReplaceLineEndings("\n") || text == CellText.Unescape(expected.Replace("_", "_x005F_", StringComparison.Ordinal)),
        };
    }

    private static bool IsDate(string expected, string text) =>
        expected.StartsWith(text, StringComparison.Ordinal) || (DateTime.TryParse(text, CultureInfo.InvariantCulture, out var ours) && Math.Abs((DateTime.Parse(expected, CultureInfo.InvariantCulture) - ours).TotalSeconds) <= 1);

    private static bool IsNear(double one, double other, double most = 0) => Math.Abs(one - other) <= Math.Max(most, Math.Abs(one) * 1e-14);
}
