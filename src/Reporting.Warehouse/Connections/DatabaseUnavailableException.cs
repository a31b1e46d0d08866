using System.Data.Common;

namespace Reporting.Warehouse.Connections;

/// <summary>No connection could be opened in time.</summary>
internal sealed class DatabaseUnavailableException(Exception inner) : DbException("No connection to the database could be opened in time.", inner);
