using System.Data.Common;

namespace Reporting.Engine.Engagements;

/// <summary>Who took part, read side by side with the engagements: each is asked for once, in order of their keys.</summary>
internal sealed class DataLines(DbDataReader lines, DataNames names)
{
    // Names recur: most need not be read again. Bounded, whatever the number of participants.
    private const int MostKept = 50_000;
    private const string Between = "; ";

    private readonly Dictionary<int, string> kept = [];
    private readonly Dictionary<string, string> joined = [];
    private readonly List<int> participants = [];
    private readonly List<string> countries = [];
    private readonly List<string> texts = [];
    private int current = -1;
    private bool ended;

    /// <summary>Names of countries and of participants, each once, in order of the lines; null where none is stated.</summary>
    public async ValueTask<(string? Countries, string? Participants)> OfAsync(int engagement, CancellationToken cancellationToken)
    {
        participants.Clear();
        countries.Clear();
        texts.Clear();
        while (!ended && current <= engagement)
        {
            if (current == engagement)
            {
                Take();
            }

            ended = !await DataRows.NextAsync(lines, cancellationToken);
            current = ended ? int.MaxValue : lines.GetInt32(0);
        }

        return (Countries(), texts.Count switch { 0 => null, 1 => texts[0], _ => string.Join(Between, texts) });
    }

    private void Take()
    {
        var participant = lines.GetInt32(1);
        if (participant != 0 && !participants.Contains(participant))
        {
            participants.Add(participant);
            texts.Add(Name(participant));
        }

        var country = lines.GetString(3);
        if (!countries.Contains(country))
        {
            countries.Add(country);
        }
    }

    private string Name(int participant)
    {
        if (!kept.TryGetValue(participant, out var name))
        {
            name = lines.GetString(2);
            if (kept.Count < MostKept)
            {
                kept.Add(participant, name);
            }
        }

        return name;
    }

    private string? Countries()
    {
        if (countries.Count == 1)
        {
            return names.Countries.GetValueOrDefault(countries[0]);
        }

        var codes = string.Join(',', countries);
        if (!joined.TryGetValue(codes, out var text))
        {
            text = string.Join(Between, countries.Where(names.Countries.ContainsKey).Select(c => names.Countries[c]));
            if (joined.Count < MostKept)
            {
                joined.Add(codes, text);
            }
        }

        return text.Length == 0 ? null : text;
    }
}
