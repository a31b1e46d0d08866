namespace Reporting.Warehouse.Members;

/// <summary>A bounded cache in front of the staging tables. It is emptied when full.</summary>
internal sealed class RecentMembers<T>(int max = 20_000)
{
    private readonly Dictionary<string, T> _members = new(StringComparer.Ordinal);

    public bool TryGet(string code, out T? member) => _members.TryGetValue(code, out member);

    public T Keep(string code, T member)
    {
        if (_members.Count >= max)
        {
            _members.Clear();
        }

        _members[code] = member;
        return member;
    }
}
