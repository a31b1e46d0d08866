using Reporting.Engine.Languages;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Engagements;

/// <summary>
/// Some of the rows behind the figures, in columns: texts, starts (<c>yyyymmdd</c> with zeros for what is not stated, 0 if unknown), weights (fractions of 1)
/// and names. <see cref="DataRows.ReadBatchesAsync"/> fills the same batch again and again.
/// </summary>
public sealed class DataBatch
{
    private readonly LinkBatch _links;
    private readonly KeyColumn _domains;
    private readonly KeyColumn _types;
    private readonly KeyColumn _places;

    internal DataBatch(int maxRows, DataNames names, Language language)
    {
        _links = new LinkBatch(maxRows);
        Starts = new KeyColumn([], _links.Starts, start => StartLabels!.Add(language.Date(new PartialDate(start))));
        (_domains, _types, _places) = (new KeyColumn(names.Domains.Keys, _links.Domains), new KeyColumn(names.Types.Keys, _links.Types), new KeyColumn(names.Places.Keys, _links.Places));
        StartLabels = new NameColumn(Starts, []);
        DomainGroups = new NameColumn(_domains, names.Domains.Values.Select(d => d.Group));
        DomainCodes = new NameColumn(_domains, names.Domains.Values.Select(d => d.Code));
        Domains = new NameColumn(_domains, names.Domains.Values.Select(d => d.Name));
        Types = new NameColumn(_types, names.Types.Values.Select(t => t.Name));
        Categories = new NameColumn(_types, names.Types.Values.Select(t => t.Group));
        PlaceCountries = new NameColumn(_places, names.Places.Values);
    }

    public int Rows => _links.Rows;

    public Utf8Column Codes => _links.Codes;

    public Utf8Column Titles => _links.Titles;

    public KeyColumn Starts { get; }

    public NameColumn StartLabels { get; }

    public double[] Weights => _links.Weights;

    public NameColumn DomainGroups { get; }

    public NameColumn DomainCodes { get; }

    public NameColumn Domains { get; }

    public NameColumn Types { get; }

    public NameColumn Categories { get; }

    public NameColumn PlaceCountries { get; }

    internal bool IsFull => _links.IsFull;

    internal void Clear() => _links.Clear();

    /// <summary>Adds rows until the batch is full. Returns how many.</summary>
    internal int Append(LinkBatch links, int from) => _links.Append(links, from);

    /// <summary>Finds the names of all rows.</summary>
    internal void Complete()
    {
        foreach (var column in new[] { Starts, _domains, _types, _places })
        {
            column.Place(Rows);
        }
    }
}
