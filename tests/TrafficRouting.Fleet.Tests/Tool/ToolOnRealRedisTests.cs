using TrafficRouting.Fleet.Tests.Redis;

namespace TrafficRouting.Fleet.Tests.Tool;

public sealed class ToolOnRealRedisTests(RedisServer redis) : ToolOnRedisTests(redis.Required()), IClassFixture<RedisServer>;
