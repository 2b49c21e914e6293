using TrafficRouting.Rollouts.PostgreSql;
using TrafficRouting.Rollouts.Redis;
using TrafficRouting.TestKit;

namespace TrafficRouting.Fleet.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Surface_OfRedis_IsTheApprovedOne() => PublicApi.Approve(typeof(RedisRolloutStore).Assembly);

    [Fact]
    public void Surface_OfPostgreSql_IsTheApprovedOne() => PublicApi.Approve(typeof(PostgreSqlRolloutStore).Assembly);
}
