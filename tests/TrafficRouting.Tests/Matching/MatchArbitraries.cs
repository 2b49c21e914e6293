using FsCheck;
using FsCheck.Fluent;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

/// <summary>What <see cref="MatchGen"/> makes, for the parameters of properties.</summary>
internal static class MatchArbitraries
{
    public static Arbitrary<StringConditionOptions> Condition => MatchGen.Condition.ToArbitrary();

    public static Arbitrary<MatchOptions> Match => MatchGen.Match.ToArbitrary();

    public static Arbitrary<TestRequest> Request => MatchGen.Request.ToArbitrary();
}
