using Reporting.Delivery.Schedules;

namespace Reporting.Delivery.Tests.Schedules;

public sealed class ScheduleReaderTests
{
    [Theory]
    [InlineData("daily", "0 8 * * *")]
    [InlineData("Weekdays 7:05", "5 7 * * 1-5")]
    [InlineData("weekly", "0 8 * * 1")]
    [InlineData("weekly sunday 09:30", "30 9 * * 0")]
    [InlineData("monthly", "0 8 1 * *")]
    [InlineData("monthly 28 23:59", "59 23 28 * *")]
    [InlineData("last working day 17:00", "0 17 LW * *")]
    [InlineData("quarterly", "0 8 1 1,4,7,10 *")]
    [InlineData("  0  8 * * MON ", "0 8 * * mon")]
    public void Words_and_fields_are_converted_to_cron(string text, string cron) => Assert.Equal(cron, ScheduleReader.Read(text, "Asia/Kolkata").Value!.Cron);

    [Theory]
    [InlineData("")]
    [InlineData("@daily")]
    [InlineData("0 0 8 * * 1")]
    [InlineData("60 8 * * *")]
    [InlineData("daily 24:00")]
    [InlineData("daily 08:00 08:00")]
    [InlineData("weekly someday")]
    [InlineData("monthly 31")]
    [InlineData("0 8 31 2 *")]
    [InlineData("H 8 * * *")]
    [InlineData("at eight")]
    public void An_invalid_schedule_is_refused(string text) => Assert.Equal("bad-schedule", ScheduleReader.Read(text, "UTC").Problem!.Code);

    [Theory]
    [InlineData("")]
    [InlineData("Asia/Calcuta")]
    [InlineData("../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("India Standard Time")]
    public void A_zone_is_a_name_of_the_IANA_data_base(string zone) => Assert.Equal("unknown-time-zone", ScheduleReader.Read("daily", zone).Problem!.Code);

    [Fact]
    public void A_misspelt_zone_gets_the_nearest_name() => Assert.Contains("Asia/Jerusalem", ScheduleReader.Read("daily", "Asia/Jerusalm").Problem!.Hint, StringComparison.Ordinal);
}
