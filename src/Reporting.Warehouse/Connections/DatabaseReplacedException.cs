using System.Data.Common;

namespace Reporting.Warehouse.Connections;

/// <summary>The file of the embedded database was deleted or replaced while it was open.</summary>
internal sealed class DatabaseReplacedException(string setting) : DbException($"{setting}: the file of the database was deleted or replaced while the program ran.");
