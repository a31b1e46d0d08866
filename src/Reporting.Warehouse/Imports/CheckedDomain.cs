using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

internal sealed record CheckedDomain(GroupedStatement Domain, int Parts, bool IsPrimary);
