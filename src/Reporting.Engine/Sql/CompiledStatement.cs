using System.Data.Common;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Connections;

namespace Reporting.Engine.Sql;

/// <summary>A statement with its parameters and the places of its columns.</summary>
public sealed record CompiledStatement(string Text, IReadOnlyDictionary<string, object> Parameters, RowShape Shape)
{
    /// <param name="queryId">The id of its query.</param>
    public DbCommand ToCommand(DbConnection connection, string queryId)
    {
        var command = connection.CreateCommand();
        command.CommandText = QueryId.Comment(queryId) + Text;
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
