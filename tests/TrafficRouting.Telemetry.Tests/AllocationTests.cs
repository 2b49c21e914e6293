using System.Diagnostics.Metrics;
using System.Net;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Metrics_WithAListener_AllocateNothingPerRequest()
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/1");
        void Send() => client.Send(request, CancellationToken.None);
        var silent = Allocations.Of(Send);

        var measured = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "TrafficRouting")
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => measured++);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => measured++);
        listener.Start();
        var heard = Allocations.Of(Send);

        Assert.Equal(silent, heard);
        Assert.True(measured >= 1000);
    }

    private static HttpMessageInvoker Client()
    {
        var options = new TrafficRoutingOptions
        {
            Backends = { ["reviews-v1"] = new() { Address = "http://127.0.0.1:1" } },
            Services = { ["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["default"] = new() { Weights = { ["reviews-v1"] = 1 } } } } },
        };
        return new(new TrafficRoutingHandler(new TrafficRouter(options)) { InnerHandler = new SameAnswer() });
    }

    private sealed class SameAnswer : HttpMessageHandler
    {
        private readonly HttpResponseMessage _answer = new(HttpStatusCode.OK);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => _answer;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(_answer);
    }
}
