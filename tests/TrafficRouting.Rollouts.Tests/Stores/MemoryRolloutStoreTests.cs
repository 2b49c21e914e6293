namespace TrafficRouting.Rollouts.Tests.Stores;

public sealed class MemoryRolloutStoreTests : RolloutStoreTests
{
    protected override IRolloutStore Create() => new MemoryRolloutStore();
}
