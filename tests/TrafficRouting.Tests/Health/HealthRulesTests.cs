namespace TrafficRouting.Tests.Health;

/// <summary>Which answers count as failures of a backend.</summary>
public sealed class HealthRulesTests
{
    [Theory]
    [InlineData("", 503, true)]
    [InlineData("", 500, false)]
    [InlineData("500;429", 500, true)]
    [InlineData("500;429", 503, false)]
    [InlineData("5xx", 599, true)]
    public void Statuses_OfHealth_TellWhichAnswersFail(string statuses, int status, bool expected)
    {
        var options = new HealthOptions();
        foreach (var text in statuses.Split(';', StringSplitOptions.RemoveEmptyEntries))
            options.Statuses.Add(text);

        Assert.Equal(expected, new HealthRules(options).IsFailure(status, grpcStatus: null));
    }

    [Theory]
    [InlineData("", 14, true)]
    [InlineData("", 13, false)]
    [InlineData("INTERNAL;UNKNOWN", 13, true)]
    [InlineData("INTERNAL;UNKNOWN", 14, false)]
    [InlineData("", 0, false)]
    public void GrpcStatuses_OfHealth_TellWhichCallsFail(string statuses, int status, bool expected)
    {
        var options = new HealthOptions();
        foreach (var text in statuses.Split(';', StringSplitOptions.RemoveEmptyEntries))
            options.GrpcStatuses.Add(text);

        Assert.Equal(expected, new HealthRules(options).IsFailure(status: 503, status));
    }
}
