namespace Reporting.Api.Tests.Commands;

/// <summary>Tests that run commands in this process (<see cref="ProgramCommand.RunHereAsync"/>). They run one by one after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CommandCollection
{
    public const string Name = "Commands";
}
