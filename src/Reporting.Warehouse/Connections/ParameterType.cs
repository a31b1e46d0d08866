using System.Data;
using System.Data.Common;

namespace Reporting.Warehouse.Connections;

/// <summary>The types as which values are sent to a server; the embedded engine has none.</summary>
public static class ParameterType
{
    // One size for all texts: each length of nvarchar would otherwise be a plan of its own.
    private const int MaxShortText = 4000;

    public static void Declare(DbParameter parameter, object? value)
    {
        switch (value)
        {
            case string text:
                (parameter.DbType, parameter.Size) = (DbType.String, text.Length <= MaxShortText ? MaxShortText : -1);
                break;
            case DateTime:
                // SQL Server's driver would take the older type, which begins in 1753.
                parameter.DbType = DbType.DateTime2;
                break;
        }
    }
}
