using System.Globalization;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Checks the domain links of an engagement and computes their weights.</summary>
internal static class DomainCheck
{
    public static IReadOnlyList<CheckedDomain> Check(EngagementRecord record, StarMembers members, RecordErrors findings)
    {
        if (record.Domains.Count == 0)
        {
            return [new CheckedDomain(GroupedDescription.Unknown, WeightParts.Total, true)];
        }

        var before = findings.Errors.Count;
        var domains = record.Domains.ConvertAll(link => Domain(link, members.Domains, findings));
        RefuseRepeated(record, findings);
        var primary = Primary(record, findings);
        var weights = Weights(record, findings);
        if (findings.Errors.Count > before)
        {
            return [];
        }

        var parts = weights is null ? WeightParts.Equal(domains.Count) : WeightParts.Of(weights);
        return [.. domains.Select((domain, i) => new CheckedDomain(domain, parts[i], i == primary))];
    }

    private static GroupedDescription Domain(DomainRecord link, GroupedMembers known, RecordErrors findings)
    {
        var row = link.Row;
        var code = findings.Slug(row, "Domain", link.Domain);
        var group = findings.Slug(row, "DomainGroup", link.Group);
        var name = findings.Text(row, "DomainName", link.Name, 400);
        var groupName = findings.Text(row, "DomainGroupName", link.GroupName, 400);
        const string hint = "Write the domain's code into Domain, or leave its other columns blank.";
        if (code.Length == 0)
        {
            findings.NeedsCode(
                row, "Domain", hint,
                ("DomainName", link.Name), ("DomainGroup", link.Group), ("DomainGroupName", link.GroupName), ("Weight", link.Weight), ("Primary", link.Primary));
            return GroupedDescription.Unknown;
        }

        if (code == UnknownMembers.Code)
        {
            findings.NeedsCode(row, "Domain", hint, ("DomainName", link.Name), ("DomainGroup", link.Group), ("DomainGroupName", link.GroupName));
            return GroupedDescription.Unknown;
        }

        findings.Withhold(row, "Domain", code, known.Hidden);
        findings.Withhold(row, "DomainGroup", group, known.HiddenGroups);
        if (group.Length == 0)
        {
            findings.NeedsCode(row, "DomainGroup", "Write the group's code into DomainGroup.", ("DomainGroupName", link.GroupName));
        }

        return new GroupedDescription(
            code,
            link.IsCodeOfName ? "" : findings.Declare(row, "DomainName", "domain", code, name),
            findings.Declare(row, "DomainGroup", "domain's group", code, group),
            link.IsGroupOfName ? "" : findings.Declare(row, "DomainGroupName", "domain group", group, groupName))
        {
            NewName = link.IsCodeOfName ? name ?? "" : "",
            NewGroupName = link.IsGroupOfName ? groupName ?? "" : "",
        };
    }

    private static void RefuseRepeated(EngagementRecord record, RecordErrors findings)
    {
        for (var i = 1; i < record.Domains.Count; i++)
        {
            var link = record.Domains[i];
            var first = record.Domains.FindIndex(other => other.Domain == link.Domain);
            if (first < i && link.Domain.Length > 0)
            {
                findings.Refuse(
                    link.Row, "Domain", link.Domain, $"Row {record.Domains[first].Row} already links the engagement to it.", "Name each domain of an engagement once, with its whole weight.");
            }
        }
    }

    private static int Primary(EngagementRecord record, RecordErrors findings)
    {
        var primary = -1;
        for (var i = 0; i < record.Domains.Count; i++)
        {
            var link = record.Domains[i];
            if (link.Primary is not ("" or "0" or "1"))
            {
                findings.Refuse(link.Row, "Primary", link.Primary, "It is not 1.", "Write 1 for the main domain and leave the others blank.");
            }
            else if (link.Primary == "1" && primary >= 0)
            {
                findings.Refuse(link.Row, "Primary", link.Primary, $"Row {record.Domains[primary].Row} already marks the engagement's main domain.", "Mark one domain only.");
            }
            else if (link.Primary == "1")
            {
                primary = i;
            }
        }

        return Math.Max(primary, 0);
    }

    /// <summary>The weights; null for equal ones.</summary>
    private static decimal[]? Weights(EngagementRecord record, RecordErrors findings)
    {
        if (record.Domains.TrueForAll(link => link.Weight.Length == 0))
        {
            return null;
        }

        var weights = record.Domains.ConvertAll(link => Weight(link, findings)).ToArray();
        if (Array.TrueForAll(weights, weight => weight == 0))
        {
            findings.Refuse(record.Domains[0].Row, record.Domains[0].WeightColumn, record.Domains[0].Weight, "The weights are all zero.", "Give at least one domain a weight, or leave all blank for equal ones.");
        }

        return weights;
    }

    private static decimal Weight(DomainRecord link, RecordErrors findings)
    {
        if (link.Weight.Length == 0)
        {
            findings.Refuse(link.Row, link.WeightColumn, "", "Other domains of the engagement have a weight.", "Give every domain of the engagement a weight, or leave all blank.");
        }
        else if (!decimal.TryParse(link.Weight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) || weight > WeightParts.MaxWeight)
        {
            findings.Refuse(link.Row, link.WeightColumn, link.Weight, "It is not a number from 0 to 999,999,999.", "Write relative weights such as 2 and 1, or 0.75 and 0.25.");
        }
        else if (decimal.Round(weight, 6) != weight)
        {
            findings.Refuse(link.Row, link.WeightColumn, link.Weight, "It has more than six decimals.", "Round it, or write relative whole numbers such as 2 and 1.");
        }
        else
        {
            return weight;
        }

        // Any value above zero: a wrong weight must not also be reported as "all zero".
        return 1;
    }
}
