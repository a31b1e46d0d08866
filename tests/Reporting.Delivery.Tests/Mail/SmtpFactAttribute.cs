namespace Reporting.Delivery.Tests.Mail;

/// <summary>A test that needs a real SMTP server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : TestWarehouses.Engines.EngineFactAttribute
{
    public SmtpFactAttribute() => Skip = FaultServer.Missing;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpTheoryAttribute : TestWarehouses.Engines.EngineTheoryAttribute
{
    public SmtpTheoryAttribute() => Skip = FaultServer.Missing;
}
