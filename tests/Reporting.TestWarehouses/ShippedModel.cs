using Reporting.Engine.Model;

namespace Reporting.TestWarehouses;

/// <summary>The shipped model, read once for all tests in this process.</summary>
public static class ShippedModel
{
    public static readonly SemanticModel Value = ModelReader.Read(RepositoryRoot.File("reports", "model", "engagements.yml"));
}
