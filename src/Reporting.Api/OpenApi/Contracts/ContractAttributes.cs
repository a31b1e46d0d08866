namespace Reporting.Api.OpenApi.Contracts;

/// <summary>Marks a text property whose values are the members of an enum, in lower case with hyphens.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsOfAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>Names the type that describes a property, if the property's own type is less specific.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DescribedByAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>Marks a property that a response may omit. All other properties are always present.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayBeMissingAttribute : Attribute;
