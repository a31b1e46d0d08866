using System.Data;
using System.Data.Common;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>One statement with its parameters, and where each of its columns stands.</summary>
public sealed record CompiledStatement(string Text, IReadOnlyDictionary<string, object> Parameters, RowShape Shape)
{
    // One size for all texts: a server would make a plan for each length.
    private const int LongestShortText = 4000;

    /// <param name="question">The id of the question that it is asked for.</param>
    public DbCommand ToCommand(DbConnection connection, string question)
    {
        var command = connection.CreateCommand();
        command.CommandText = QuestionId.Comment(question) + Text;
        foreach (var (name, value) in Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            if (value is string { Length: <= LongestShortText })
            {
                (parameter.DbType, parameter.Size) = (DbType.String, LongestShortText);
            }
            else if (value is DateTime)
            {
                // SQL Server's driver would take the older type, which begins in 1753.
                parameter.DbType = DbType.DateTime2;
            }

            command.Parameters.Add(parameter);
        }

        return command;
    }
}
