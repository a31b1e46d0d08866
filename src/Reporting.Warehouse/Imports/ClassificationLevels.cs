namespace Reporting.Warehouse.Imports;

/// <summary>The handling markings that engagements may have, the lowest first; reports/access.yml names them.</summary>
public sealed record ClassificationLevels(IReadOnlyList<string> Codes)
{
    public static readonly ClassificationLevels Usual = new(["public", "official", "restricted"]);

    /// <summary>Of an engagement whose file says nothing.</summary>
    public string Lowest => Codes[0];

    /// <summary>Its place among the markings; what is in the warehouse and not among them ranks above them all.</summary>
    public int Rank(string code)
    {
        for (var i = 0; i < Codes.Count; i++)
        {
            if (Codes[i] == code)
            {
                return i;
            }
        }

        return Codes.Count;
    }

    /// <summary>That marking and those below it.</summary>
    public IReadOnlyList<string> UpTo(string code) => [.. Codes.Take(Rank(code) + 1)];
}
