using System.Data.Common;

namespace Reporting.Engine.Sql;

/// <summary>One statement with its parameters, and where each of its columns stands.</summary>
public sealed record CompiledStatement(string Text, IReadOnlyDictionary<string, object> Parameters, RowShape Shape)
{
    public DbCommand ToCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Text;
        foreach (var (name, value) in Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
