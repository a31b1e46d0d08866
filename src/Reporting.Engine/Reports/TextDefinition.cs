using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>Sentences for the reader; blank lines part paragraphs.</summary>
public sealed record TextDefinition(string Id, Captions Title, Captions? Note, Captions Text)
    : SectionDefinition(Id, Title, Note);
