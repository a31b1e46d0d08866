using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Webhooks;

namespace Reporting.Delivery.Tests.Webhooks;

/// <summary>Webhooks to a real receiver.</summary>
public sealed class WebhookSenderTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly WebhookOptions Open = new() { AllowHttp = true, AllowPrivateAddresses = true, TimeoutSeconds = 5 };

    [Fact]
    public async Task A_webhook_is_signed_over_its_id_its_time_and_its_body()
    {
        using var receiver = new HttpReceiver();
        var recorded = 0;
        var result = await SendAsync(Open, receiver.Address("200"), () => recorded = receiver.Received.Count + 1);
        Assert.Equal(SendState.Accepted, result.State);
        var got = Assert.Single(receiver.Received);

        // The record came before the receiver had the message.
        Assert.Equal(1, recorded);
        Assert.Equal("""{"told":"יום"}""", got.Body);
        var signed = Encoding.UTF8.GetBytes($"message-1.{got.Headers["webhook-timestamp"]}.{got.Body}");
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Key, signed)), got.Headers["webhook-signature"]);
        Assert.Equal("message-1", got.Id);
    }

    [Theory]
    [InlineData("204", SendState.Accepted)]
    [InlineData("503", SendState.Postponed)]
    [InlineData("429", SendState.Postponed)]
    [InlineData("410", SendState.Refused)]
    [InlineData("302", SendState.Refused)]
    [InlineData("drop-early", SendState.Postponed)]
    [InlineData("drop-late", SendState.Ambiguous)]
    public async Task The_answer_of_the_receiver_decides(string path, SendState state)
    {
        using var receiver = new HttpReceiver();
        var result = await SendAsync(Open, receiver.Address(path), () => Assert.True(path != "drop-early" || receiver.Dropped.Wait(5_000)));
        Assert.True(state == result.State, $"{result}");

        // A redirect is not followed.
        Assert.Equal(1, receiver.Connections);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_only_at_the_connection_is_refused()
    {
        using var receiver = new HttpReceiver();
        var options = new WebhookOptions { AllowHttp = true };
        var looks = 0;
        var result = await SendAsync(options, receiver.Address("200", "hooks.example.org"), resolve: () => ++looks == 2 ? IPAddress.Parse("93.184.216.34") : IPAddress.Loopback);
        Assert.Equal((SendState.Refused, SendPhase.Connecting), (result.State, result.Phase));
        Assert.StartsWith("webhook-not-allowed", result.Reason, StringComparison.Ordinal);

        // One look decides, and the connection goes to the address that was looked at.
        Assert.Equal((1, 0), (looks, receiver.Connections));
        Assert.Equal(SendState.Refused, (await SendAsync(options, receiver.Address("200"))).State);
        Assert.Equal(0, receiver.Connections);
    }

    [Fact]
    public async Task Nothing_is_sent_if_the_record_fails()
    {
        using var receiver = new HttpReceiver();
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(Open, receiver.Address("200"), () => throw new InvalidOperationException("Another worker has it.")));
        await Task.Delay(50);
        Assert.Empty(receiver.Received);
    }

    [Theory]
    [InlineData("https://hooks.example.org/a?b=c", null)]
    [InlineData("http://hooks.example.org/", "bad-webhook")]
    [InlineData("https://user:secret@hooks.example.org/", "bad-webhook")]
    [InlineData("ftp://hooks.example.org/", "bad-webhook")]
    [InlineData("hooks.example.org", "bad-webhook")]
    [InlineData("https://10.1.2.3/", "webhook-not-allowed", null)]
    [InlineData("https://[::1]/", "webhook-not-allowed", null)]
    [InlineData("https://2130706433/", "webhook-not-allowed", null)]
    [InlineData("https://elsewhere.test/", "webhook-not-allowed")]
    [InlineData("https://notexample.org/", "webhook-not-allowed")]
    public void Addresses_are_checked_before_they_are_stored(string address, string? code, string? hosts = "example.org") =>
        Assert.Equal(code, new WebhookAddresses(Options.Create(new WebhookOptions { AllowedHosts = hosts })).Read(address).Problem?.Code);

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b::5db8:d822", true)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::127.0.0.1", false)]
    public void Only_addresses_of_the_internet_are_public(string address, bool expected) => Assert.Equal(expected, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    private static async Task<SendResult> SendAsync(WebhookOptions options, string address, Action? record = null, Func<IPAddress>? resolve = null)
    {
        var set = Options.Create(options);
        using var sender = resolve is null
            ? new WebhookSender(new WebhookAddresses(set), set, TimeProvider.System)
            : new WebhookSender(new WebhookAddresses(set), set, TimeProvider.System) { Resolve = (_, _) => Task.FromResult<IPAddress[]>([resolve()]) };
        var message = new WebhookMessage("message-1", address, WebhookSignature.SecretOf(Key), """{"told":"יום"}"""u8.ToArray());
        return await sender.SendAsync(message, _ =>
        {
            record?.Invoke();
            return Task.CompletedTask;
        }, CancellationToken.None);
    }
}
