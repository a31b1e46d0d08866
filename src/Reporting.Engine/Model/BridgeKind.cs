namespace Reporting.Engine.Model;

/// <summary>What an attribute hangs on: the engagement itself (one-valued), or one of the links it has many of.</summary>
public enum BridgeKind
{
    Engagement,
    Domain,
    Participation,
    Source,
}
