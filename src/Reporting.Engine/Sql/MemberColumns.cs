using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>Ordinals of a member's columns; -1 where the code or name follows from the key.</summary>
public sealed record MemberColumns(ModelDimension Dimension, int Key, int Code, int Name);
