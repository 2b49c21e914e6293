using System.Diagnostics;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Context;

/// <summary>Applications that keep the propagator of .NET 9, for the whole process: nothing else runs meanwhile.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LegacyPropagatorTests : IDisposable
{
    private const string Name = "Propagator of the process";

    private readonly DistributedContextPropagator _before = DistributedContextPropagator.Current;

    public LegacyPropagatorTests() => DistributedContextPropagator.Current = DistributedContextPropagator.CreatePreW3CPropagator();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => DistributedContextPropagator.Current = _before;

    [Theory]
    [InlineData(null, "sandbox=alice", "")]
    [InlineData("baggage", "sandbox=alice", "sandbox=bob")]
    [InlineData("Correlation-Context", "sandbox=bob", "")]
    public async Task Header_OfTheOldName_IsWhatConditionsSeeAndWhatIsWritten(string? own, string legacy, string w3c)
    {
        await using var server = RawServer.Start();
        var seen = own is null ? "alice" : "bob";
        using var client = Routing.To(server.Address, r => r.Matches.Add(new() { Baggage = { ["sandbox"] = new() { Exact = seen } } })).Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        if (own is not null)
            request.Headers.Add(own, "sandbox=bob");
        using var activity = new Activity("caller").AddBaggage("sandbox", "alice").Start();

        (await client.SendAsync(request, Token)).Dispose();

        var sent = server.Requests.Single();
        Assert.Equal((legacy, w3c), (string.Concat(sent.Header("Correlation-Context")).Replace(" ", "", StringComparison.Ordinal), string.Concat(sent.Header("baggage"))));
    }

    [Fact]
    public async Task Edit_IsWrittenInTheOldHeaderAlone()
    {
        await using var server = RawServer.Start();
        using var client = Routing.To(server.Address, r => r.Baggage = new() { Set = { ["reviews"] = "{backend}" } }).Client();
        using var activity = new Activity("caller").AddBaggage("sandbox", "alice").Start();

        (await client.GetAsync("http://reviews/", Token)).Dispose();

        var sent = server.Requests.Single();
        Assert.Equal(["reviews=v1,sandbox=alice"], sent.Header("Correlation-Context"));
        Assert.Empty(sent.Header("baggage"));
        Assert.Equal("reviews=v1 sandbox=alice", server.Received());
    }
}
