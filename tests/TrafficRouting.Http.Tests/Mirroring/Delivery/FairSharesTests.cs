using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Http.Tests.Mirroring.Delivery;

public sealed class FairSharesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void TryTake_MemberAlone_HasTheWholeCapacity(int capacity)
    {
        var shares = new FairShares();
        Assert.Equal(capacity, TakeAll(shares, shares.Join(), capacity));
    }

    [Theory]
    [InlineData(16, 12, 4)]
    [InlineData(4, 3, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 1, 0)]
    public void TryTake_OneOfTwoTakingAllItCan_LeavesTheOtherItsPart(int capacity, int greedy, int other)
    {
        var shares = new FairShares();
        var (first, second) = (shares.Join(), shares.Join());

        Assert.Equal((greedy, other), (TakeAll(shares, first, capacity), TakeAll(shares, second, capacity)));
    }

    [Fact]
    public void TryTake_NewMemberWhileAllIsTaken_GetsItsPartAsItIsGivenBack()
    {
        var shares = new FairShares();
        var first = shares.Join();
        TakeAll(shares, first, 16);
        var second = shares.Join();
        Assert.False(shares.TryTake(second, 16));

        for (var i = 0; i < 4; i++)
        {
            shares.GiveBack(first);
            Assert.False(shares.TryTake(first, 16));
            Assert.True(shares.TryTake(second, 16));
        }
    }

    [Fact]
    public void Leave_OfTheOther_LeavesTheWholeCapacity()
    {
        var shares = new FairShares();
        var (first, second) = (shares.Join(), shares.Join());
        TakeAll(shares, first, 16);

        shares.Leave(second);

        Assert.Equal(4, TakeAll(shares, first, 16));
    }

    private static readonly Gen<(int Capacity, int Members, List<int> Steps)> Sequences =
        from capacity in Gen.Choose(1, 20)
        from members in Gen.Choose(1, 8)
        from steps in Gen.Choose(-members, members - 1).ListOf(60)
        select (capacity, members, steps);

    [Property]
    public Property AnySequence_NeverExceedsTheCapacityNorKeepsAMemberFromItsPart() => Prop.ForAll(Sequences.ToArbitrary(), c =>
    {
        var shares = new FairShares();
        var members = Enumerable.Range(0, c.Members).Select(_ => shares.Join()).ToList();
        var used = new int[c.Members];
        foreach (var step in c.Steps)
        {
            var member = step < 0 ? -step - 1 : step;
            if (step >= 0 && shares.TryTake(members[member], c.Capacity))
            {
                used[member]++;
            }
            else if (step >= 0)
            {
                // Refused only who has its part already, or when there are more members than places.
                Assert.True(used[member] >= Math.Max(1, c.Capacity / 2 / c.Members) || (c.Members > c.Capacity && used.Sum() == c.Capacity));
            }
            else if (used[member] > 0)
            {
                shares.GiveBack(members[member]);
                used[member]--;
            }

            Assert.Equal((used.Sum(), true), (shares.Used, used.Sum() <= c.Capacity));
        }
    });

    private static int TakeAll(FairShares shares, FairShare member, int capacity)
    {
        var taken = 0;
        while (shares.TryTake(member, capacity))
            taken++;
        return taken;
    }
}
