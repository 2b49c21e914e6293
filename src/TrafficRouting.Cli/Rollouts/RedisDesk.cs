using StackExchange.Redis;
using TrafficRouting.Rollouts.Redis;

namespace TrafficRouting.Cli;

/// <summary>Opens <c>redis://[user:password@]host[:port][/database][?prefix=…]</c>, with TLS as <c>rediss://</c>.</summary>
internal static class RedisDesk
{
    private const int Port = 6379;

    public static async Task<StoreDesk> OpenAsync(DeskCall call, Uri address, CancellationToken cancellationToken)
    {
        var (configuration, options) = (Configuration(address), Options(address));
        try
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(configuration).WaitAsync(cancellationToken).ConfigureAwait(false);
            return call.StoreDesk(new RedisRolloutStore(connection, options), connection.DisposeAsync);
        }
        catch (RedisConnectionException e)
        {
            var why = e.FailureType == ConnectionFailureType.AuthenticationFailure
                ? "refuses the user or the password. Write redis://user:password@host, or redis://:password@host"
                : "cannot be reached. Check the host and the port, and whether it wants TLS (rediss://)";
            throw new DeskException($"Redis at {address.Host}:{(address.Port < 0 ? Port : address.Port)} {why}.");
        }
    }

    private static ConfigurationOptions Configuration(Uri address)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { address.IdnHost, address.Port < 0 ? Port : address.Port } },
            Ssl = address.Scheme is "rediss",
            ConnectTimeout = (int)DeskCall.ConnectTimeout.TotalMilliseconds,
            ConnectRetry = 1,
            ClientName = "traffic",
        };
        if (Credentials.Of(address) is var (user, password))
            (options.User, options.Password) = (user.Length == 0 ? null : user, password);
        if (address.AbsolutePath.Trim('/') is { Length: > 0 } database)
            options.DefaultDatabase = int.TryParse(database, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw new UsageException($"'{database}' is not the number of a Redis database.");
        return options;
    }

    private static RedisRolloutStoreOptions Options(Uri address)
    {
        var options = new RedisRolloutStoreOptions();
        foreach (var (key, value) in Credentials.Query(address))
        {
            if (key is not "prefix")
                throw new UsageException($"--store has '{key}', which redis:// does not know: write ?prefix=shop: for a KeyPrefix.");
            if (value.AsSpan().IndexOfAny('{', '}') >= 0)
                throw new UsageException($"The prefix '{value}' has braces, which no KeyPrefix has.");
            options.KeyPrefix = value;
        }

        return options;
    }
}
