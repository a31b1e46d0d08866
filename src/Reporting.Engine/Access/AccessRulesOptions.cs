namespace Reporting.Engine.Access;

/// <summary>Where the access rules are; section <c>AccessRules</c>.</summary>
public sealed class AccessRulesOptions
{
    public const string Section = "AccessRules";

    /// <summary>The file of roles and markings; a relative path is taken from the content root.</summary>
    public string File { get; set; } = "reports/access.yml";
}
