using Reporting.Api.Hosting;

namespace Reporting.Api.Tests.Hosting;

/// <summary>Definitions that are gone are not replaced by others in silence: those beside the program may let people see more.</summary>
public sealed class ContentRootTests : IDisposable
{
    private const string Beside = "/opt/reporting";

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-root-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_without_anything_of_ours_uses_what_is_beside_the_program()
    {
        Assert.Equal(Beside, ContentRoot.Of(_folder, Beside));
        File.WriteAllText(Path.Combine(_folder, "appsettings.txt"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Assert.Equal(Beside, ContentRoot.Of(_folder, Beside));
    }

    [Fact]
    public void A_folder_with_its_model_is_used_itself()
    {
        Make("reports/model/engagements.yml");
        Assert.Equal(_folder, ContentRoot.Of(_folder, Beside));
    }

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Production.json")]
    [InlineData("reports/access.yml")]
    [InlineData("data/reporting.db")]
    public void A_folder_that_was_set_up_and_lost_its_model_stops_the_start(string left)
    {
        Make(left);
        var stopped = Assert.Throws<StartException>(() => ContentRoot.Of(_folder, Beside));
        Assert.Contains(Path.Combine(_folder, "reports", "model", "engagements.yml"), stopped.Message, StringComparison.Ordinal);
        Assert.Contains(left.Split('/')[0], stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_definitions_that_leads_nowhere_stops_the_start()
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
