namespace Reporting.Engine.Engagements;

/// <summary>
/// Some of the rows behind the figures, in columns: for each row the start (<c>yyyymmdd</c> with zeros for what is not stated, 0 if unknown), the weight (a
/// fraction of 1), texts and members. <see cref="DataRows.ReadBatchesAsync"/> fills the same batch again and again.
/// </summary>
public sealed class DataBatch
{
    // Titles of any length do not make a batch large.
    private const int MaxBytes = 8 << 20;

    internal DataBatch(int maxRows, DataNames names)
    {
        (Starts, Weights) = (new int[maxRows], new double[maxRows]);
        (Codes, Titles, StartLabels) = (new Utf8Column(maxRows), new Utf8Column(maxRows), new Utf8Column(maxRows));
        DomainGroups = Members(names.Domains, d => d.Group);
        DomainCodes = Members(names.Domains, d => d.Code);
        Domains = Members(names.Domains, d => d.Name);
        Types = Members(names.Types, t => t.Name);
        Categories = Members(names.Types, t => t.Group);
        PlaceCountries = Members(names.Places, p => p);

        MemberColumn Members<T>(IReadOnlyDictionary<int, T> members, Func<T, string> name) => new(members.ToDictionary(m => m.Key, m => name(m.Value)), maxRows);
    }

    public int Rows { get; private set; }

    public Utf8Column Codes { get; }

    public Utf8Column Titles { get; }

    public int[] Starts { get; }

    public Utf8Column StartLabels { get; }

    public double[] Weights { get; }

    public MemberColumn DomainGroups { get; }

    public MemberColumn DomainCodes { get; }

    public MemberColumn Domains { get; }

    public MemberColumn Types { get; }

    public MemberColumn Categories { get; }

    public MemberColumn PlaceCountries { get; }

    internal bool IsFull => Rows == Starts.Length || Codes.Length + Titles.Length + StartLabels.Length > MaxBytes;

    internal void Clear()
    {
        Rows = 0;
        Codes.Clear();
        Titles.Clear();
        StartLabels.Clear();
    }

    /// <summary>Adds a row of an engagement, whose code and title were added.</summary>
    internal void Add(int start, ReadOnlySpan<byte> startLabel, int typeKey, int placeKey)
    {
        StartLabels.Add(startLabel);
        Starts[Rows] = start;
        Types.Set(Rows, typeKey);
        Categories.Set(Rows, typeKey);
        PlaceCountries.Set(Rows, placeKey);
        Rows++;
    }

    /// <summary>Adds another row of the engagement of the last one.</summary>
    internal void Repeat()
    {
        Codes.Repeat();
        Titles.Repeat();
        StartLabels.Repeat();
        Starts[Rows] = Starts[Rows - 1];
        Types.Repeat(Rows);
        Categories.Repeat(Rows);
        PlaceCountries.Repeat(Rows);
        Rows++;
    }

    /// <summary>Completes the last row.</summary>
    internal void SetDomain(int domainKey, double weight)
    {
        var row = Rows - 1;
        DomainGroups.Set(row, domainKey);
        DomainCodes.Set(row, domainKey);
        Domains.Set(row, domainKey);
        Weights[row] = weight;
    }
}

/// <summary>A column of texts, one after the other in UTF-8: text i lies between <see cref="Offsets"/> i and i + 1.</summary>
public sealed class Utf8Column
{
    private const int BytesOfAText = 32;

    private readonly int[] _offsets;
    private byte[] _bytes;
    private int _count;

    internal Utf8Column(int maxRows) => (_offsets, _bytes) = (new int[maxRows + 1], new byte[maxRows * BytesOfAText]);

    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, _count + 1);

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    internal int Length => _offsets[_count];

    internal void Clear() => _count = 0;

    internal void Add(ReadOnlySpan<byte> text)
    {
        var (start, end) = (Length, Length + text.Length);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, 2 * _bytes.Length));
        }

        text.CopyTo(_bytes.AsSpan(start));
        _offsets[++_count] = end;
    }

    internal void Repeat() => Add(_bytes.AsSpan(_offsets[_count - 1], Length - _offsets[_count - 1]));
}

/// <summary>
/// A column of members: for each row the number of its name in <see cref="Names"/>. Names has all members, also those that the caller does not see: only
/// names of rows may go out.
/// </summary>
public sealed class MemberColumn
{
    private readonly Dictionary<int, int> _numbers;

    internal MemberColumn(IReadOnlyDictionary<int, string> namesByKey, int maxRows)
    {
        Names = [.. namesByKey.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbers = Names.Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
        _numbers = namesByKey.ToDictionary(n => n.Key, n => numbers[n.Value]);
        Rows = new int[maxRows];
    }

    public IReadOnlyList<string> Names { get; }

    public int[] Rows { get; }

    internal void Set(int row, int key) => Rows[row] = _numbers[key];

    internal void Repeat(int row) => Rows[row] = Rows[row - 1];
}
