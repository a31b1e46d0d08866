using System.Data;
using System.Data.Common;

namespace Reporting.Warehouse.Connections;

/// <summary>Declares the types of parameters for a server. The embedded engine needs none.</summary>
public static class ParameterType
{
    // One size for all short texts: SQL Server would otherwise cache a plan for each length of nvarchar.
    private const int MaxShortText = 4000;

    public static void Declare(DbParameter parameter, object? value)
    {
        switch (value)
        {
            case string text:
                (parameter.DbType, parameter.Size) = (DbType.String, text.Length <= MaxShortText ? MaxShortText : -1);
                break;
            case DateTime:
                // The driver's default is the older type, which begins in 1753.
                parameter.DbType = DbType.DateTime2;
                break;
        }
    }
}
