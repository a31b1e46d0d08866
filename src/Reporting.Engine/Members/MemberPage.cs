using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Members;

/// <summary>A page of members; <c>Next</c> is the <c>after</c> of the next one, null on the last.</summary>
public sealed record MemberPage(IReadOnlyList<Member> Members, string? Next, DataVersion Version);
