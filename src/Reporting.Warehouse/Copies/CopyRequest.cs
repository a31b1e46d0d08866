using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Copies;

/// <summary>Where the star is copied to, and whether it is only compared with what is there.</summary>
/// <param name="Say">Takes a line for whoever waits.</param>
public sealed record CopyRequest(WarehouseOptions To, bool VerifyOnly, Action<string> Report);
