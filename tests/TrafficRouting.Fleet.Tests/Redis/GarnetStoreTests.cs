namespace TrafficRouting.Fleet.Tests.Redis;

public sealed class GarnetStoreTests(GarnetHost garnet) : RedisStoreTests(garnet.Configuration), IClassFixture<GarnetHost>
{
    protected override Task CutAsync()
    {
        garnet.Stop();
        garnet.Restart();
        return Task.CompletedTask;
    }
}
