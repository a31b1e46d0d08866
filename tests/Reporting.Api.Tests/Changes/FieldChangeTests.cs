using System.Text.Json;
using Reporting.Api.Changes;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;

namespace Reporting.Api.Tests.Changes;

public sealed class FieldChangeTests
{
    private static readonly ListedMember Visit = new("visit", "Visit");

    public static TheoryData<object?, object?, string> Values() => new()
    {
        { "Talks", null, """{"valueKind":"text","field":"f","old":"Talks","new":null}""" },
        { null, new DateOnly(2026, 3, 1), """{"valueKind":"day","field":"f","old":null,"new":"2026-03-01"}""" },
        { null, 12L, """{"valueKind":"number","field":"f","old":null,"new":12}""" },
        { 2.50m, 3m, """{"valueKind":"number","field":"f","old":2.50,"new":3}""" },
        { null, Visit, """{"valueKind":"member","field":"f","old":null,"new":{"code":"visit","name":"Visit"}}""" },
        { new ListedReview("draft", "Draft", null, null), null, """{"valueKind":"review","field":"f","old":{"code":"draft","name":"Draft","by":null,"on":null},"new":null}""" },
        { new List<ListedDomain>(), new List<ListedDomain> { new("cyber", "Cyber", 1, true) }, """{"valueKind":"domains","field":"f","old":[],"new":[{"code":"cyber","name":"Cyber","weight":1,"isPrimary":true}]}""" },
        {
            new List<ListedParticipation>(), new List<ListedParticipation> { new("p", "P", null, "person", null, Visit, "host", null) },
            """{"valueKind":"participants","field":"f","old":[],"new":[{"code":"p","name":"P","nameLocal":null,"kind":"person","organisation":null,"country":{"code":"visit","name":"Visit"},"role":"host","capacity":null}]}"""
        },
        { new List<ListedSource>(), new List<ListedSource> { new("s", "P", "T", null, null) }, """{"valueKind":"sources","field":"f","old":[],"new":[{"code":"s","publisher":"P","title":"T","url":null,"publishedOn":null}]}""" },
        { new List<RelationState>(), new List<RelationState> { new("amends", "x", null, null) }, """{"valueKind":"relations","field":"f","old":[],"new":[{"kind":"amends","code":"x","dateLabel":null,"source":null}]}""" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_changed_field_says_of_which_kind_its_values_are(object? old, object? now, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(FieldChangeResponse.Of(new FieldChange("f", old, now)), JsonSerializerOptions.Web));
}
