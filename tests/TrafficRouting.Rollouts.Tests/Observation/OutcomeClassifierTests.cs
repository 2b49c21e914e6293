using System.Net;
using TrafficRouting.Http;

namespace TrafficRouting.Rollouts.Tests.Observation;

/// <summary>Which attempts count as failures of a canary: by status, by gRPC's status, by what code says.</summary>
public sealed class OutcomeClassifierTests
{
    [Theory]
    [InlineData("", 200, "Success")]
    [InlineData("", 302, "Redirection")]
    [InlineData("", 404, "ClientError")]
    [InlineData("", 503, "Failure")]
    [InlineData("429;503", 429, "Failure")]
    [InlineData("429;503", 500, "Success")]
    [InlineData("3xx", 302, "Failure")]
    public void FailureStatuses_OfAnAnalysis_TellWhichAnswersFail(string statuses, int status, string expected)
    {
        var options = new AnalysisOptions();
        foreach (var text in statuses.Split(';', StringSplitOptions.RemoveEmptyEntries))
            options.FailureStatuses.Add(text);

        Assert.Equal(expected, Of(options, status, grpcStatus: null));
    }

    [Theory]
    [InlineData("", 0, "Success")]
    [InlineData("", 5, "ClientError")]
    [InlineData("", 14, "Failure")]
    [InlineData("", 1, "Cancellation")]
    [InlineData("NOT_FOUND", 5, "Failure")]
    [InlineData("NOT_FOUND", 14, "ClientError")]
    public void FailureGrpcStatuses_OfAnAnalysis_TellWhichCallsFail(string statuses, int status, string expected)
    {
        var options = new AnalysisOptions();
        foreach (var text in statuses.Split(';', StringSplitOptions.RemoveEmptyEntries))
            options.FailureGrpcStatuses.Add(text);

        Assert.Equal(expected, Of(options, 200, status));
    }

    [Theory]
    [InlineData(200, "Failure")]
    [InlineData(503, "Success")]
    public void IsFailure_OfAnAnalysis_GoesOverTheStatuses(int status, string expected) =>
        Assert.Equal(expected, Of(new() { IsFailure = attempt => attempt.StatusCode == 200 }, status, grpcStatus: null));

    private static string Of(AnalysisOptions options, int status, int? grpcStatus)
    {
        using var request = new HttpRequestMessage();
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return new OutcomeClassifier(options).Of(new RoutedAttempt { Decision = null!, Request = request, Response = response, GrpcStatus = grpcStatus }).ToString();
    }
}
