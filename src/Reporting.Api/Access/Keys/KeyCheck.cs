using Reporting.Api.Pipeline;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>Verifies a key that a request carries, or that a person typed, and counts the wrong ones of an address.</summary>
internal sealed class KeyCheck(KeyRing keys, RequestRates rates)
{
    public async ValueTask<Outcome<StoredKey>> VerifyAsync(string key, HttpContext context)
    {
        var address = IdentityResolver.AddressOf(context);
        if (!keys.Knows(key) && rates.RefuseAttempt(address) is { } refusal)
        {
            return refusal;
        }

        var verified = await keys.VerifyAsync(key, context.RequestAborted);
        if (verified.Problem is not null)
        {
            rates.CountFailure(address);
        }

        return verified;
    }
}
