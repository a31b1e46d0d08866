using System.IO.Compression;
using System.Text;
using Reporting.Delivery.Outbox;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>A file that does not open or is truncated is not mailed.</summary>
public sealed class FileCheckTests
{
    private const string Pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n29\n%%EOF\n";

    [Fact]
    public void A_complete_file_passes()
    {
        Assert.Null(FileCheck.Check("pdf", Encoding.ASCII.GetBytes(Pdf)));
        Assert.Null(FileCheck.Check("xlsx", Workbook()));
        Assert.Null(FileCheck.Check("csv", "Domain,2025\ncyber-security,2\n"u8.ToArray()));
    }

    [Theory]
    [InlineData("pdf", 0)]
    [InlineData("pdf", 60)]
    [InlineData("xlsx", 0)]
    [InlineData("xlsx", 100)]
    [InlineData("csv", 0)]
    [InlineData("csv", 5)]
    public void A_truncated_file_does_not_pass(string format, int length)
    {
        var whole = format switch { "pdf" => Encoding.ASCII.GetBytes(Pdf), "xlsx" => Workbook(), _ => "Domain,2025\n"u8.ToArray() };
        Assert.Equal("file-broken", FileCheck.Check(format, whole.AsMemory(0, length))?.Code);
    }

    [Fact]
    public void A_file_of_another_format_does_not_pass()
    {
        Assert.NotNull(FileCheck.Check("pdf", "<html>The proxy is away.</html>\n"u8.ToArray()));
        Assert.NotNull(FileCheck.Check("pdf", Encoding.ASCII.GetBytes(Pdf.Replace("29\n%%EOF", "22\n%%EOF", StringComparison.Ordinal))));
        Assert.NotNull(FileCheck.Check("xlsx", Workbook("xl/other.xml")));
    }

    private static byte[] Workbook(string name = "xl/workbook.xml")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in new[] { "[Content_Types].xml", name, "xl/worksheets/sheet1.xml" })
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }
}
