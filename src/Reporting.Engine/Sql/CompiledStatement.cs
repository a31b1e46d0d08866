using System.Data.Common;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Connections;

namespace Reporting.Engine.Sql;

/// <summary>One statement with its parameters, and where each of its columns stands.</summary>
public sealed record CompiledStatement(string Text, IReadOnlyDictionary<string, object> Parameters, RowShape Shape)
{
    /// <param name="question">The id of the question that it is asked for.</param>
    public DbCommand ToCommand(DbConnection connection, string question)
    {
        var command = connection.CreateCommand();
        command.CommandText = QueryId.Comment(question) + Text;
        foreach (var (name, value) in Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            ParameterType.Declare(parameter, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
