using Reporting.Engine.Model;

namespace Reporting.Engine.Queries;

/// <summary>One cell: its members in the order of <c>By</c>, its values in the order of <c>Measures</c> (null: none known).</summary>
public sealed record ResultRow(IReadOnlyList<Member> Members, IReadOnlyList<object?> Values);
