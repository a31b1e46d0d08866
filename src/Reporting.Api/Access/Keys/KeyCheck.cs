using Reporting.Api.Access.Identity;
using Reporting.Api.Pipeline;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>Verifies keys of requests and of the sign-in page, and counts failed attempts by address.</summary>
internal sealed class KeyCheck(KeyRing keys, RequestRates rates)
{
    public async ValueTask<Outcome<StoredKey>> VerifyAsync(string key, HttpContext context)
    {
        var address = IdentityResolver.AddressOf(context);
        if (!keys.Knows(key) && rates.RefuseAttempt(address) is { } tooMany)
        {
            return tooMany;
        }

        var verified = await keys.VerifyAsync(key, context.RequestAborted);
        if (verified.Problem is not null)
        {
            rates.CountFailure(address);
        }

        return verified;
    }
}
