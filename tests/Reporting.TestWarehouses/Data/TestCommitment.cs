using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Data;

/// <summary>What an engagement undertakes. Parties take part in it, and the domain is one of its domains or not stated.</summary>
/// <param name="Evidence">Codes of engagements, which need not be in the data, and what they do: advances, delivers or drops.</param>
public sealed record TestCommitment(
    string Code, string Domain, PartialDate Due, IReadOnlyList<string> Parties, IReadOnlyList<(string To, string Kind)> Evidence, IReadOnlyList<(PartialDate On, string Source, int Score)> Assessments);

/// <summary>A relation of an engagement to another one, which need not be in the data.</summary>
public sealed record TestRelation(string Kind, string To, PartialDate Date);
