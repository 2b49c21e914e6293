namespace TrafficRouting.Fleet.Tests.Redis;

public sealed class RealRedisStoreTests(RedisServer redis) : RedisStoreTests(redis.Required()), IClassFixture<RedisServer>;
