using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Gives every client the scripted transport, whatever primary handler was configured, and every routed one the scripted picks.</summary>
internal sealed class TransportReplacement(FakeTrafficRouting fake) : IPostConfigureOptions<HttpClientFactoryOptions>, IOwnClientSetup
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options) => options.HttpMessageHandlerBuilderActions.Add(Replace);

    private void Replace(HttpMessageHandlerBuilder builder)
    {
        var time = builder.Services.GetRequiredService<TimeProvider>();
        var isMirror = builder.Name == TrafficRoutingDefaults.MirrorClientName;
        builder.PrimaryHandler = new FakeTransport(fake, time, isMirror);

        var routing = builder.AdditionalHandlers.ToList().FindIndex(h => h is TrafficRoutingHandler);
        if (routing >= 0)
            builder.AdditionalHandlers.Insert(routing, new PickHandler(((TrafficRoutingHandler)builder.AdditionalHandlers[routing]).Pipeline.Router, fake.Picks));

        if (time is not FakeClock clock)
            return;

        // Nobody waits for a mirror, so its waits do not move the time.
        if (!isMirror)
            builder.AdditionalHandlers.Insert(0, new CallHandler(clock));
        fake.Services.GetRequiredService<DisposalWatch>();
    }
}
