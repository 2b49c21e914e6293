namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>A real Redis: the one that TEST_REDIS names, or one started here.</summary>
public sealed class RedisServer : IDisposable
{
    internal const string Missing = "There is no redis-server: \"apt-get install redis-server\", or name one in TEST_REDIS.";

    private readonly RedisProcess? _process;

    public RedisServer()
    {
        if (Environment.GetEnvironmentVariable("TEST_REDIS") is { Length: > 0 } given)
            Configuration = given;
        else if (RedisProcess.Program is not null)
            Configuration = (_process = RedisProcess.Start()).Configuration;
    }

    public string? Configuration { get; }

    public string Required()
    {
        Assert.SkipWhen(Configuration is null, Missing);
        return Configuration;
    }

    public void Dispose() => _process?.Dispose();
}
