namespace Reporting.Engine.Access;

/// <summary>Where the access rules are; section <c>AccessRules</c>.</summary>
public sealed class AccessRulesOptions
{
    public const string Section = "AccessRules";

    /// <summary>The file of roles and classifications. A relative path starts at the content root.</summary>
    public string File { get; set; } = "reports/access.yml";
}
