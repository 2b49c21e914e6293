using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.Testing;

namespace TrafficRouting.Tests.Failover;

/// <summary>What may be sent again, however requests and failures come.</summary>
public sealed class FailoverBudgetLaws
{
    private static readonly Gen<(int Requests, int Failures, int Seconds)> Strokes =
        Gen.Choose(0, 60).SelectMany(requests => Gen.Choose(0, 60).SelectMany(failures => Gen.Choose(0, 12).Select(seconds => (requests, failures, seconds))));

    [Property]
    public Property TryTake_AnyCourse_GivesNoMoreThanTheShareOfTheLastTwentySecondsOrTen() =>
        Prop.ForAll(Strokes.ListOf().Zip(Gen.Choose(0, 20), (strokes, percent) => (strokes, share: percent * 0.05)).ToArbitrary(), course =>
        {
            var clock = new FakeClock();
            var budget = new FailoverBudget(course.share, clock);
            var (now, taken, made) = (0, new List<int>(), new List<int>());
            foreach (var (requests, failures, seconds) in course.strokes)
            {
                for (var i = 0; i < requests; i++)
                {
                    budget.Count();
                    made.Add(now);
                }

                for (var i = 0; i < failures; i++)
                {
                    var before = taken.Count;
                    if (!budget.TryTake())
                    {
                        // Refused only where ten, or the share of this window's requests, have been taken lately.
                        Assert.True(before >= FailoverBudget.Always);
                        break;
                    }

                    taken.Add(now);
                    // Of two windows: none begins more than twenty seconds before.
                    Assert.InRange(taken.Count(t => t > now - 10), 0, Math.Max(FailoverBudget.Always, (course.share * made.Count(m => m > now - 32)) + 1));
                }

                clock.Advance(TimeSpan.FromSeconds(seconds));
                now += seconds;
            }
        });

    [Fact]
    public void TryTake_AfterTwoWindowsWithoutRequests_HasTenAgain()
    {
        var clock = new FakeClock();
        var budget = new FailoverBudget(0, clock);
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => budget.TryTake()));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(budget.TryTake());
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => budget.TryTake()));
    }
}
