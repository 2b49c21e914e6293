using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.PostgreSql;
using TrafficRouting.Rollouts.Redis;

namespace TrafficRouting.Fleet.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task AddRedis_ByConfiguration_IsTheStoreOfTheTableAndConnectsToNothingYet()
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting().AddRollouts().AddRedis("127.0.0.1:1,connectTimeout=1000", o => o.KeyPrefix = "shop:");
        await using var provider = services.BuildServiceProvider();

        Assert.IsType<RedisRolloutStore>(provider.GetKeyedService<IRolloutStore>(""));
    }

    [Fact]
    public void AddRedis_WrongConfigurationOrPrefix_IsRefusedAtOnceWithoutTheSecret()
    {
        var builder = new ServiceCollection().AddTrafficRouting();

        var refusal = Assert.Throws<ArgumentException>(() => builder.AddRedis("redis:6379,password=sesame,colour=red"));
        Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.AddRedis("redis", o => o.KeyPrefix = "{shop}"));
        Assert.Throws<ArgumentException>(() => builder.AddRedis(" "));
        Assert.Throws<ArgumentNullException>(() => builder.AddRedis((IConnectionMultiplexer)null!));
    }

    [Fact]
    public async Task AddPostgreSql_ByDataSource_IsTheStoreOfTheTable()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        var services = new ServiceCollection();
        services.AddTrafficRouting().AddRollouts().AddPostgreSql(source);
        await using var provider = services.BuildServiceProvider();

        Assert.IsType<PostgreSqlRolloutStore>(provider.GetKeyedService<IRolloutStore>(""));
    }

    [Fact]
    public void AddPostgreSql_WrongTable_IsRefusedAtOnce()
    {
        using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");

        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTrafficRouting().AddPostgreSql(source, o => o.Table = "Rollouts!"));
    }
}
