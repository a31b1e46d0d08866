using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Outbox;

/// <summary>Converts states to and from text, such as <c>handing-over</c>.</summary>
public static class DeliveryFormatter
{
    private static readonly Dictionary<string, DeliveryState> States = Enum.GetValues<DeliveryState>().ToDictionary(Of);

    public static IReadOnlyCollection<string> All => States.Keys;

    public static string Of(DeliveryState state) => EnumWord.Of(state);

    /// <summary>Null if there is no such state.</summary>
    public static DeliveryState? State(string text) => States.TryGetValue(text, out var state) ? state : null;
}
