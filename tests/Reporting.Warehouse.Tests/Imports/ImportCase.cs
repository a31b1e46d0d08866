namespace Reporting.Warehouse.Tests.Imports;

/// <summary>
/// One case of import-cases.txt: <c>== name</c>, then steps. <c>&gt;</c> imports the CSV lines below it, with options (<c>problem=CODE</c> when the whole file is
/// refused). <c>?</c> has the counts of that import. <c>~</c> is the mapping of the following imports. <c>%</c> is a part of a warning. <c>!</c> is a refusal (row |
/// column | value | part of the reason or hint). <c>$</c> is a query to the database, and <c>=</c> a row of its result.
/// </summary>
public sealed record ImportCase(string Name, IReadOnlyList<(char Kind, string Text)> Steps)
{
    public static IReadOnlyList<ImportCase> ReadAll(string file)
    {
        var cases = new List<ImportCase>();
        var steps = new List<(char Kind, string Text)>();
        foreach (var line in File.ReadAllLines(file).Where(l => l.Trim().Length > 0 && l[0] != '#'))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                cases.Add(new ImportCase(line[3..], steps = []));
            }
            else if (line[0] is '>' or '?' or '!' or '$' or '=' or '~' or '%')
            {
                steps.Add((line[0], line[1..].Trim()));
            }
            else
            {
                steps[^1] = (steps[^1].Kind, steps[^1].Text + "\n" + line);
            }
        }

        return cases;
    }

    public override string ToString() => Name;
}
