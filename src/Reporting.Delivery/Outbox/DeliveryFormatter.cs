using System.Text.Json;

namespace Reporting.Delivery.Outbox;

/// <summary>States as they are written: <c>handing-over</c>.</summary>
public static class DeliveryFormatter
{
    private static readonly Dictionary<string, DeliveryState> States = Enum.GetValues<DeliveryState>().ToDictionary(Of);

    public static IReadOnlyCollection<string> All => States.Keys;

    public static string Of(DeliveryState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    /// <summary>Null where there is no such state.</summary>
    public static DeliveryState? State(string word) => States.TryGetValue(word, out var state) ? state : null;
}
