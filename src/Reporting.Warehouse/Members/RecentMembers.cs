namespace Reporting.Warehouse.Members;

/// <summary>Members that were looked up lately; a bounded memory before the scratch tables, emptied when it is full.</summary>
internal sealed class RecentMembers<T>
{
    private const int Most = 20_000;

    private readonly Dictionary<string, T> _members = new(StringComparer.Ordinal);

    public bool TryGet(string code, out T? member) => _members.TryGetValue(code, out member);

    public T Keep(string code, T member)
    {
        if (_members.Count >= Most)
        {
            _members.Clear();
        }

        _members[code] = member;
        return member;
    }
}
