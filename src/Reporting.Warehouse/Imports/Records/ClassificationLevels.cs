namespace Reporting.Warehouse.Imports.Records;

/// <summary>The handling markings of engagements, the lowest first, as reports/access.yml defines them.</summary>
public sealed record ClassificationLevels(IReadOnlyList<string> Codes)
{
    public static readonly ClassificationLevels Usual = new(["public", "official", "restricted"]);

    /// <summary>The marking of an engagement whose file states none.</summary>
    public string Lowest => Codes[0];

    /// <summary>The position of a marking. A marking of the warehouse that is not defined any more ranks highest.</summary>
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

    /// <summary>This marking and all lower ones.</summary>
    public IReadOnlyList<string> UpTo(string code) => [.. Codes.Take(Rank(code) + 1)];
}
