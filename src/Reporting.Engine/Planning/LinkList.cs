using Reporting.Engine.Model;

namespace Reporting.Engine.Planning;

/// <summary>
/// All links of one kind in one data version, in the order of their engagements: a small copy of their keys, which is read in less time than the rows
/// (decision 0076). An engagement is the distance of its key from the one before, the number of bytes of its links, and their keys.
/// </summary>
/// <param name="Parts">Small arrays, because a large one would be copied while it grows. Each begins with an engagement.</param>
/// <param name="Columns">The attributes whose keys each link has, in this order.</param>
/// <param name="Codes">For attributes whose key is a code: the codes by the number that stands for them.</param>
/// <param name="Groups">For groups of members: the code of the group by the key of the member.</param>
public sealed record LinkList(IReadOnlyList<byte[]> Parts, IReadOnlyList<string> Columns, IReadOnlyList<string> Codes, IReadOnlyDictionary<string, string?[]> Groups)
{
    /// <summary>A column that is no attribute: the weight of a domain.</summary>
    public const string Weight = "weight";

    /// <summary>The columns of participation lines.</summary>
    public const int Participant = 0;
    public const int Organisation = 1;
    public const int Country = 2;

    public long Bytes => Parts.Sum(part => part.LongLength);

    public LinkReader Read() => new(Parts);

    public bool Has(StarAttribute attribute) => Columns.Contains(attribute.Id) || Groups.ContainsKey(attribute.Id);

    /// <summary>The column of an attribute. Groups of participants or domains are in the column of their members.</summary>
    public int ColumnOf(StarAttribute attribute) => Groups.ContainsKey(attribute.Id) ? 0 : Columns.ToList().IndexOf(attribute.Id);

    /// <summary>The member of each number in the column of an attribute; without codes, up to the last of some members.</summary>
    public IEnumerable<object> MembersOf(StarAttribute attribute, IEnumerable<object> last) =>
        Groups.TryGetValue(attribute.Id, out var groups) ? groups.Select(code => code ?? string.Empty)
        : attribute.Id == StarSchema.Country ? Codes
        : Enumerable.Range(0, last.Cast<int>().DefaultIfEmpty(-1).Max() + 1).Cast<object>();
}

/// <summary>Reads a list from its begin.</summary>
public struct LinkReader(IReadOnlyList<byte[]> parts)
{
    private byte[] _bytes = [];
    private int _part;
    private int _at;
    private int _end;

    /// <summary>The key of the engagement.</summary>
    public int Engagement { get; private set; }

    public bool NextEngagement()
    {
        _at = _end;
        if (_at == _bytes.Length)
        {
            if (_part == parts.Count)
            {
                return false;
            }

            (_bytes, _at) = (parts[_part++], 0);
        }

        Engagement += Next();
        var length = Next();
        _end = _at + length;
        return true;
    }

    /// <summary>False after the last link of the engagement.</summary>
    public readonly bool HasLink => _at < _end;

    /// <summary>The next key of the link.</summary>
    public int Next()
    {
        var (number, shift) = (0, 0);
        while (true)
        {
            var part = _bytes[_at++];
            number |= (part & 0x7f) << shift;
            if (part < 0x80)
            {
                return number;
            }

            shift += 7;
        }
    }
}

/// <summary>Writes a list, link by link in the order of engagements.</summary>
internal sealed class LinkWriter
{
    private const int PartBytes = 1 << 16;

    private readonly List<byte[]> _parts = [];
    private readonly List<byte> _bytes = new(PartBytes);
    private readonly List<byte> _links = [];
    private int _engagement;
    private int _before;

    public void Begin(int engagement)
    {
        if (engagement != _engagement)
        {
            End();
            _engagement = engagement;
        }
    }

    public void Add(int key) => Write(_links, key);

    public IReadOnlyList<byte[]> ToParts()
    {
        End();
        Cut();
        return _parts;
    }

    private void End()
    {
        if (_links.Count == 0)
        {
            return;
        }

        if (_bytes.Count + _links.Count > PartBytes)
        {
            Cut();
        }

        Write(_bytes, _engagement - _before);
        Write(_bytes, _links.Count);
        _bytes.AddRange(_links);
        _links.Clear();
        _before = _engagement;
    }

    private void Cut()
    {
        if (_bytes.Count > 0)
        {
            _parts.Add([.. _bytes]);
            _bytes.Clear();
        }
    }

    private static void Write(List<byte> bytes, int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }

        bytes.Add((byte)number);
    }
}
