namespace Reporting.Warehouse.Problems;

/// <summary>Finds the name that was probably meant, for hints such as "did you mean 'domain'?".</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the fewest edits: inserted, deleted or replaced letters, or two neighbours swapped. Case does not count. A third of the
    /// letters, and always one, may differ. A candidate also matches when it is a prefix of the name, or the name of it. Null without a match.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var asked = name.Trim().ToLowerInvariant();
        if (asked.Length is 0 or > 100)
        {
            return null;
        }

        string? best = null;
        var bestEdits = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var given = candidate.ToLowerInvariant();
            var allowed = Math.Max(1, Math.Max(asked.Length, given.Length) / 3);
            var edits = Math.Abs(asked.Length - given.Length) > allowed ? int.MaxValue : Edits(asked, given);
            if (edits > allowed)
            {
                edits = Begins(asked, given) ? allowed : int.MaxValue;
            }

            if (edits < bestEdits || (edits == bestEdits && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, bestEdits) = (edits == int.MaxValue ? null : candidate, edits);
            }
        }

        return best;
    }

    /// <summary>A hint: "Did you mean 'x'?", or <paramref name="otherwise"/> without a match.</summary>
    public static string Hint(string name, IEnumerable<string> candidates, string otherwise) =>
        Of(name, candidates) is { } nearest ? $"Did you mean '{nearest}'?" : otherwise;

    private static bool Begins(string asked, string given) =>
        asked.Length >= 3 && given.Length >= 3 && (given.StartsWith(asked, StringComparison.Ordinal) || asked.StartsWith(given, StringComparison.Ordinal));

    // Optimal string alignment distance: Levenshtein, where swapping two neighbours is one edit.
    private static int Edits(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var edits = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                row[j] = swapped ? Math.Min(edits, before[j - 2] + 1) : edits;
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
