using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Aggregates;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Models;

/// <summary>The program in Production over a copy of its files, which a test may change.</summary>
public class InstalledApp : SecuredApp
{
    public InstalledApp()
    {
        Root = DefinitionsCopy.Of(_ => { });
        AccessRules = Path.Combine(Root, "reports", "access.yml");
    }

    public string ModelFile => Path.Combine(Root, "reports", "model", "engagements.yml");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(Root))
        {
            TestFolder.Delete(Root);
        }

        GC.SuppressFinalize(this);
    }
}
