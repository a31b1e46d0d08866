namespace Reporting.Warehouse.Tests.Imports;

/// <summary>
/// One case of import-cases.txt: <c>== name</c>, then steps: <c>&gt;</c> imports the CSV lines below it (options after it; <c>problem=CODE</c> where the whole file is refused), <c>?</c> counts of that
/// import, <c>~</c> is the mapping of the imports that follow, <c>%</c> a part of one of the warnings, <c>!</c> one refusal (row | column | value | part of the reason or hint), <c>$</c> a question to the database, <c>=</c> a row of its answer.
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
