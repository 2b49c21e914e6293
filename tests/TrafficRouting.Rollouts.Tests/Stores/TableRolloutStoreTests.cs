namespace TrafficRouting.Rollouts.Tests.Stores;

public sealed class TableRolloutStoreTests : RolloutStoreTests
{
    protected override IRolloutStore Create() => new TableRolloutStore("payments", new MemoryRolloutStore());
}
