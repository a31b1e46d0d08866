using System.Text;

namespace Reporting.Warehouse.Demo;

/// <summary>A piece of a title in UTF-8, as it reads and as it is searched.</summary>
internal sealed class DemoPhrase(string text)
{
    public string Value { get; } = text.Normalize(NormalizationForm.FormC);

    public byte[] Text { get; } = Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC));

    public byte[] Lower { get; } = Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC).ToLowerInvariant());
}
