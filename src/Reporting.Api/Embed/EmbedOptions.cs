using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.Embed;

/// <summary>The section <c>Embed</c>: which sites may show reports in a frame.</summary>
public sealed class EmbedOptions : IValidatableObject
{
    public const string Section = "Embed";

    /// <summary>Sites whose pages may frame embedded reports, separated by commas. Null: embedding is off.</summary>
    public string? Origins { get; set; }

    internal IReadOnlyList<string> Sites => Origins?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Exact origins only: neither patterns nor paths, which would end up in a header.
        if (Sites.FirstOrDefault(text => !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.GetLeftPart(UriPartial.Authority) != text || text.Contains('*')) is { } origin)
        {
            yield return new ValidationResult($"{Section}:Origins: '{origin}' is not an origin such as https://portal.example.org.");
        }
    }
}
