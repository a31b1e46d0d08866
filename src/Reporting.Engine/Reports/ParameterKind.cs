using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>What a parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>The first year of the range.</summary>
    FirstYear,

    /// <summary>The last year of the range.</summary>
    LastYear,

    /// <summary>Codes of members of the dimension, several allowed.</summary>
    Members,
}
