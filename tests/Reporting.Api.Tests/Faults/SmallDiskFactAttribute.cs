namespace Reporting.Api.Tests.Faults;

/// <summary>A test on a small disk. It is skipped with a reason if none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.UnavailableReason;
}
