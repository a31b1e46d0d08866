using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Members;

/// <summary>A page of members. <c>Next</c> is the <c>after</c> of the next page; null on the last.</summary>
public sealed record MemberPage(IReadOnlyList<Member> Members, string? Next, DataVersion Version);

/// <summary>Selects members to list.</summary>
/// <param name="Search">Part of the code or the name, in any case; null for all.</param>
/// <param name="After">The code of the last member on the previous page; null for the first page.</param>
public sealed record MemberQuery(string Dimension, string? Search, string? After, int Limit, string Language);
