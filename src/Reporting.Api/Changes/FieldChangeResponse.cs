using System.Text.Json.Serialization;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;

namespace Reporting.Api.Changes;

/// <summary>A changed field of an engagement. <c>valueKind</c> says of which type its values before and after are.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = ValueKind)]
[JsonDerivedType(typeof(TextChangeResponse), "text")]
[JsonDerivedType(typeof(DayChangeResponse), "day")]
[JsonDerivedType(typeof(NumberChangeResponse), "number")]
[JsonDerivedType(typeof(MemberValueChangeResponse), "member")]
[JsonDerivedType(typeof(ReviewChangeResponse), "review")]
[JsonDerivedType(typeof(DomainsChangeResponse), "domains")]
[JsonDerivedType(typeof(ParticipantsChangeResponse), "participants")]
[JsonDerivedType(typeof(SourcesChangeResponse), "sources")]
[JsonDerivedType(typeof(RelationsChangeResponse), "relations")]
public abstract record FieldChangeResponse([property: JsonPropertyOrder(-1)] string Field)
{
    internal const string ValueKind = "valueKind";

    // At most one of the two values is null, because they differ.
    internal static FieldChangeResponse Of(FieldChange change) => (change.Old ?? change.New) switch
    {
        string => new TextChangeResponse(change.Field, (string?)change.Old, (string?)change.New),
        DateOnly => new DayChangeResponse(change.Field, (DateOnly?)change.Old, (DateOnly?)change.New),
        long => new NumberChangeResponse(change.Field, (long?)change.Old, (long?)change.New),
        decimal => new NumberChangeResponse(change.Field, (decimal?)change.Old, (decimal?)change.New),
        ListedMember => new MemberValueChangeResponse(change.Field, (ListedMember?)change.Old, (ListedMember?)change.New),
        ListedReview => new ReviewChangeResponse(change.Field, (ListedReview?)change.Old, (ListedReview?)change.New),
        IReadOnlyList<ListedDomain> old => new DomainsChangeResponse(change.Field, old, (IReadOnlyList<ListedDomain>)change.New!),
        IReadOnlyList<ListedParticipation> old => new ParticipantsChangeResponse(change.Field, old, (IReadOnlyList<ListedParticipation>)change.New!),
        IReadOnlyList<ListedSource> old => new SourcesChangeResponse(change.Field, old, (IReadOnlyList<ListedSource>)change.New!),
        IReadOnlyList<RelationState> old => new RelationsChangeResponse(change.Field, old, (IReadOnlyList<RelationState>)change.New!),
        var other => throw new InvalidOperationException($"The field {change.Field} has values of the type {other?.GetType().Name}, which has no response."),
    };
}

public sealed record TextChangeResponse(string Field, string? Old, string? New) : FieldChangeResponse(Field);

public sealed record DayChangeResponse(string Field, DateOnly? Old, DateOnly? New) : FieldChangeResponse(Field);

public sealed record NumberChangeResponse(string Field, decimal? Old, decimal? New) : FieldChangeResponse(Field);

public sealed record MemberValueChangeResponse(string Field, ListedMember? Old, ListedMember? New) : FieldChangeResponse(Field);

public sealed record ReviewChangeResponse(string Field, ListedReview? Old, ListedReview? New) : FieldChangeResponse(Field);

public sealed record DomainsChangeResponse(string Field, IReadOnlyList<ListedDomain> Old, IReadOnlyList<ListedDomain> New) : FieldChangeResponse(Field);

public sealed record ParticipantsChangeResponse(string Field, IReadOnlyList<ListedParticipation> Old, IReadOnlyList<ListedParticipation> New) : FieldChangeResponse(Field);

public sealed record SourcesChangeResponse(string Field, IReadOnlyList<ListedSource> Old, IReadOnlyList<ListedSource> New) : FieldChangeResponse(Field);

public sealed record RelationsChangeResponse(string Field, IReadOnlyList<RelationState> Old, IReadOnlyList<RelationState> New) : FieldChangeResponse(Field);
