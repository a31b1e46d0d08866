namespace Reporting.Api.OpenApi.Contracts;

/// <summary>A text of the contract that is the name of one of an enum's members, in small letters with hyphens.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsOfAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>The type that describes a property of the contract, where the property's own type says less.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DescribedByAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>A property that an answer leaves out where it has nothing to say; all others are always there.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayBeMissingAttribute : Attribute;
