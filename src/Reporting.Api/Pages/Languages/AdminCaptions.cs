namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pages for administrators.</summary>
public sealed partial record AdminCaptions
{
    public required string Lead { get; init; }

    public required string Keys { get; init; }

    public required string KeysAbout { get; init; }

    public required string Roles { get; init; }

    public required string RolesAbout { get; init; }

    public required string Audit { get; init; }

    public required string AuditAbout { get; init; }

    public required string Deliveries { get; init; }

    public required string DeliveriesAbout { get; init; }

    public required string Health { get; init; }

    public required string HealthAbout { get; init; }

    public required string CreateKey { get; init; }

    public required string KeyName { get; init; }

    public required string Expires { get; init; }

    public required string ExpiresHelp { get; init; }

    public required string MakeKey { get; init; }

    public required string KeyMade { get; init; }

    public required string KeyOnce { get; init; }

    public required string KeyUse { get; init; }

    public required string BackToKeys { get; init; }

    public required string Name { get; init; }

    public required string State { get; init; }

    public required string Made { get; init; }

    public required string MadeBy { get; init; }

    public required string ValidUntil { get; init; }

    public required string LastUsed { get; init; }

    public required string Never { get; init; }

    public required string UntilRevoked { get; init; }

    public required string Revoke { get; init; }

    public required string RevokeKey { get; init; }

    public required string RevokeQuestion { get; init; }

    public required string RevokeMeans { get; init; }

    public required string Cancel { get; init; }

    public required string WasRevoked { get; init; }

    public required string RolesLead { get; init; }

    public required string May { get; init; }

    public required string Sees { get; init; }

    public required string SeesAll { get; init; }

    public required string SeesNothing { get; init; }

    public required string RuleOne { get; init; }

    public required string RuleAll { get; init; }

    public required string RuleNone { get; init; }

    public required string Measures { get; init; }

    public required string Dimensions { get; init; }

    public required string All { get; init; }

    public required string NoneOf { get; init; }

    public required string AllBut { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Caller { get; init; }

    public required string Action { get; init; }

    public required string Outcome { get; init; }

    public required string Subject { get; init; }

    public required string Any { get; init; }

    public required string Show { get; init; }

    public required string DownloadCsv { get; init; }

    public required string When { get; init; }

    public required string Address { get; init; }

    public required string Rows { get; init; }

    /// <summary>Where lines of pictures are left out.</summary>
    public required string PartsLeftOut { get; init; }

    public required string NoLines { get; init; }

    public required string Older { get; init; }

    public required string Due { get; init; }

    public required string Recipient { get; init; }

    public required string Reason { get; init; }

    public required string Actions { get; init; }

    public required string Late { get; init; }

    public required string NoDeliveriesYet { get; init; }

    public required string NoDeliveries { get; init; }

    public required string Resend { get; init; }

    public required string ResendTo { get; init; }

    public required string Arrived { get; init; }

    public required string ArrivedAt { get; init; }

    public required string AllWell { get; init; }

    public required string Unwell { get; init; }

    public required string CheckedAt { get; init; }

    public required string CheckAgain { get; init; }

    public required string ToMend { get; init; }

    /// <summary>Permissions in plain words, by their names in the access file.</summary>
    public required IReadOnlyDictionary<string, string> Permissions { get; init; }

    /// <summary>States of keys, checks and audit lines, by their words in the API.</summary>
    public required IReadOnlyDictionary<string, string> States { get; init; }

    /// <summary>Audited actions, by their words in the API.</summary>
    public required IReadOnlyDictionary<string, string> ActionNames { get; init; }

    /// <summary>Names of checks of health, by their names in the API.</summary>
    public required IReadOnlyDictionary<string, string> Checks { get; init; }

    /// <summary>The meaning of each check.</summary>
    public required IReadOnlyDictionary<string, string> Meanings { get; init; }

    public string OfState(string state) => States.GetValueOrDefault(state) ?? state;

    public string OfAction(string action) => ActionNames.GetValueOrDefault(action) ?? action;
}
