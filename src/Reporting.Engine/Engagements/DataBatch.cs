using Reporting.Engine.Languages;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Engagements;

/// <summary>
/// Some of the rows behind the figures, in columns: texts, starts (<c>yyyymmdd</c> with zeros for what is not stated, 0 if unknown), weights (fractions of 1)
/// and names. <see cref="DataRows.ReadBatchesAsync"/> fills the same batch again and again.
/// </summary>
public sealed class DataBatch
{
    // Titles of any length do not make a batch large.
    private const int MaxBytes = 8 << 20;

    private readonly Language _language;
    private readonly KeyColumn _domains;
    private readonly KeyColumn _types;
    private readonly KeyColumn _places;
    private int _engagement;

    internal DataBatch(int maxRows, DataNames names, Language language)
    {
        _language = language;
        (Codes, Titles, Weights) = (new Utf8Column(maxRows), new Utf8Column(maxRows), new double[maxRows]);
        (Starts, _domains, _types, _places) = (new KeyColumn([], maxRows), new KeyColumn(names.Domains.Keys, maxRows), new KeyColumn(names.Types.Keys, maxRows), new KeyColumn(names.Places.Keys, maxRows));
        StartLabels = new NameColumn(Starts, []);
        DomainGroups = new NameColumn(_domains, names.Domains.Values.Select(d => d.Group));
        DomainCodes = new NameColumn(_domains, names.Domains.Values.Select(d => d.Code));
        Domains = new NameColumn(_domains, names.Domains.Values.Select(d => d.Name));
        Types = new NameColumn(_types, names.Types.Values.Select(t => t.Name));
        Categories = new NameColumn(_types, names.Types.Values.Select(t => t.Group));
        PlaceCountries = new NameColumn(_places, names.Places.Values);
    }

    public int Rows { get; private set; }

    public Utf8Column Codes { get; }

    public Utf8Column Titles { get; }

    public KeyColumn Starts { get; }

    public NameColumn StartLabels { get; }

    public double[] Weights { get; }

    public NameColumn DomainGroups { get; }

    public NameColumn DomainCodes { get; }

    public NameColumn Domains { get; }

    public NameColumn Types { get; }

    public NameColumn Categories { get; }

    public NameColumn PlaceCountries { get; }

    internal void Clear()
    {
        Rows = 0;
        Codes.Clear();
        Titles.Clear();
    }

    /// <summary>Adds a row of <see cref="DataRowsSql.Links"/>. True if the batch is full.</summary>
    internal bool Add(BulkReader link)
    {
        var (row, engagement) = (Rows, link.Whole(0));
        if (row > 0 && engagement == _engagement)
        {
            Codes.Repeat();
            Titles.Repeat();
            Starts.Repeat(row);
            _types.Repeat(row);
            _places.Repeat(row);
        }
        else
        {
            // In the order of the columns: a text is valid until the next one is read.
            Codes.Add(link.Utf8(3));
            Titles.Add(link.Utf8(4));
            var start = link.Whole(5);
            if (Starts.Set(row, start))
            {
                StartLabels.Add(_language.Date(new PartialDate(start)));
            }

            _types.Set(row, link.Whole(6));
            _places.Set(row, link.Whole(7));
            _engagement = engagement;
        }

        _domains.Set(row, link.Whole(1));
        Weights[row] = DataRows.Weight(link.Whole(2));
        return ++Rows == Weights.Length || Codes.Length + Titles.Length > MaxBytes;
    }
}
