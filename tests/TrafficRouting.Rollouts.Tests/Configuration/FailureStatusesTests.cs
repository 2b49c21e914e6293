namespace TrafficRouting.Rollouts.Tests.Configuration;

public sealed class FailureStatusesTests
{
    [Theory]
    [InlineData("5xx", 499, false)]
    [InlineData("5xx", 500, true)]
    [InlineData("5xx", 599, true)]
    [InlineData("", 500, false)]
    [InlineData("429", 429, true)]
    [InlineData("429", 500, false)]
    [InlineData("500-502;4xx", 502, true)]
    [InlineData("500-502;4xx", 503, false)]
    [InlineData("500-502;4xx", 404, true)]
    public void Parse_Statuses_HoldThoseNamed(string texts, int status, bool expected) =>
        Assert.Equal(expected, FailureStatuses.Parse(texts.Split(';', StringSplitOptions.RemoveEmptyEntries))[status]);

    [Theory]
    [InlineData("xx")]
    [InlineData("5x")]
    [InlineData("500-")]
    [InlineData("502-500")]
    [InlineData("1000")]
    [InlineData("-5")]
    public void IsValid_NoStatus_IsFalse(string text) => Assert.False(FailureStatuses.IsValid(text));
}
