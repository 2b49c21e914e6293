using TrafficRouting.Fleet.Tests.Redis;

namespace TrafficRouting.Fleet.Tests.Tool;

public sealed class ToolOnGarnetTests(GarnetHost garnet) : ToolOnRedisTests(garnet.Configuration), IClassFixture<GarnetHost>;
