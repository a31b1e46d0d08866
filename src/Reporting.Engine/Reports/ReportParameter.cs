using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A parameter of a report: years bound the question, members filter it.</summary>
public sealed record ReportParameter(string Id, ParameterKind Kind, ModelDimension Dimension, Captions Caption);
