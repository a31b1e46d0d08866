using Reporting.Warehouse.Connections;

namespace Reporting.Engine.Engagements;

/// <summary>Rows of <see cref="DataRowsSql"/> in columns. Names are keys.</summary>
internal sealed class LinkBatch(int maxRows)
{
    // Titles of any length do not make a batch large.
    private const int MaxBytes = 8 << 20;

    public int Rows { get; private set; }

    /// <summary>The key of the first row's engagement.</summary>
    public int First { get; private set; }

    public Utf8Column Codes { get; } = new(maxRows);

    public Utf8Column Titles { get; } = new(maxRows);

    /// <summary><c>yyyymmdd</c> with zeros for what is not stated, 0 if unknown.</summary>
    public int[] Starts { get; } = new int[maxRows];

    public int[] Domains { get; } = new int[maxRows];

    public int[] Types { get; } = new int[maxRows];

    public int[] Places { get; } = new int[maxRows];

    /// <summary>Fractions of 1.</summary>
    public double[] Weights { get; } = new double[maxRows];

    public bool IsFull => Rows == maxRows || Codes.Length + Titles.Length > MaxBytes;

    public void Clear()
    {
        Rows = 0;
        Codes.Clear();
        Titles.Clear();
    }

    /// <param name="isRepeated">True if the row before has the same engagement.</param>
    public void Add(BulkReader link, int engagement, bool isRepeated)
    {
        var row = Rows++;
        if (row > 0 && isRepeated)
        {
            Codes.Repeat();
            Titles.Repeat();
            (Starts[row], Types[row], Places[row]) = (Starts[row - 1], Types[row - 1], Places[row - 1]);
        }
        else
        {
            // In the order of the columns: a text is valid until the next one is read.
            Codes.Add(link.Utf8(3));
            Titles.Add(link.Utf8(4));
            (Starts[row], Types[row], Places[row]) = (link.Whole(5), link.Whole(6), link.Whole(7));
        }

        Domains[row] = link.Whole(1);
        Weights[row] = DataRows.Weight(link.Whole(2));
        if (row == 0)
        {
            First = engagement;
        }
    }

    /// <summary>Adds rows of another batch until this one is full. Returns how many.</summary>
    public int Append(LinkBatch other, int from)
    {
        var (rows, most, bytes) = (0, Math.Min(other.Rows - from, maxRows - Rows), Codes.Length + Titles.Length);
        while (rows < most && bytes <= MaxBytes)
        {
            bytes += other.Codes.LengthAt(from + rows) + other.Titles.LengthAt(from + rows);
            rows++;
        }

        Codes.Append(other.Codes, from, rows);
        Titles.Append(other.Titles, from, rows);
        Copy(other.Starts, Starts);
        Copy(other.Domains, Domains);
        Copy(other.Types, Types);
        Copy(other.Places, Places);
        Copy(other.Weights, Weights);
        Rows += rows;
        return rows;

        void Copy<T>(T[] source, T[] target) => source.AsSpan(from, rows).CopyTo(target.AsSpan(Rows));
    }
}
