using Reporting.Api.Hosting;
using Reporting.Api.Settings;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Hosting;

/// <summary>Missing definitions are not silently replaced by those beside the program, which could show more data.</summary>
public sealed class ContentRootTests : IDisposable
{
    private const string Beside = "/opt/reporting";

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-root-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public void A_folder_without_an_installation_uses_the_definitions_beside_the_program()
    {
        Assert.Equal(Beside, ContentRoot.Of(_folder, Beside));
        File.WriteAllText(Path.Combine(_folder, "appsettings.txt"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Assert.Equal(Beside, ContentRoot.Of(_folder, Beside));
    }

    [Fact]
    public void A_folder_with_a_model_is_used()
    {
        Make("reports/model/engagements.yml");
        Assert.Equal(_folder, ContentRoot.Of(_folder, Beside));
    }

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Production.json")]
    [InlineData("reports/access.yml")]
    [InlineData("data/reporting.db")]
    public void An_installation_without_its_model_stops_the_start(string left)
    {
        Make(left);
        var stopped = Assert.Throws<StartException>(() => ContentRoot.Of(_folder, Beside));
        Assert.Contains(Path.Combine(_folder, "reports", "model", "engagements.yml"), stopped.Message, StringComparison.Ordinal);
        Assert.Contains(left.Split('/')[0], stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_link_to_definitions_stops_the_start()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "reports"), "/no/such/disk/reports");
        Assert.Throws<StartException>(() => ContentRoot.Of(_folder, Beside));
    }

    private void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
        File.WriteAllText(Path.Combine(_folder, file), "");
    }
}
