using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>The columns of a compiled statement: key, code and name of each dimension, then the raw figures.</summary>
public sealed record RowShape(IReadOnlyList<MemberColumns> Members, IReadOnlyDictionary<RawFigure, int> Figures);
