using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Selection;

public sealed class StickyLaws
{
    private const int Keys = 300;

    private static readonly Gen<int[]> Several = Weights.Any.Where(w => w.Length > 1);

    [Property]
    public Property RaisingOneWeight_AnyVector_MovesKeysOnlyToIt() => Prop.ForAll(Several.Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), pair =>
    {
        var (weights, pick) = pair;
        var canary = pick % weights.Length;
        var raised = weights.ToArray();
        raised[canary] = Math.Min(WeightedPicker.MaxWeight, raised[canary] + 1 + (pick % 1_000));
        var (before, after) = (Sticky(weights), Sticky(raised));
        for (var i = 0; i < Keys; i++)
        {
            var now = after.Peek(Key(i));
            Assert.True(now == canary || now == before.Peek(Key(i)), $"{Key(i)} moved to {now}");
        }
    });

    [Property]
    public Property ChangingOthers_TwoTargetsWithUnchangedRatio_SwapNoKey() => Prop.ForAll(
        Several.Zip(Several, (a, b) => (Old: a, New: b)).Zip(Gen.Choose(1, 10).Zip(Gen.Choose(1, 1_000))).ToArbitrary(),
        x =>
        {
            // The first half keeps its ratios, times a factor; the other half takes any weights.
            var ((old, other), (factor, unit)) = (x.Item1, x.Item2);
            var kept = old.Length / 2;
            var was = old.Select((w, i) => i < kept ? w % unit : w).Append(1).ToArray();
            var now = was.Select((w, i) => i < kept ? w * factor : other[i % other.Length]).ToArray();
            if (now.All(w => w == 0))
                return;
            var (before, after) = (Sticky(was), Sticky(now));
            for (var i = 0; i < Keys; i++)
            {
                var (a, b) = (before.Peek(Key(i)), after.Peek(Key(i)));
                Assert.True(a >= kept || b >= kept || a == b, $"{Key(i)} moved from {a} to {b}");
            }
        });

    [Property]
    public Property Scaling_AllWeights_MovesNoKey() => Prop.ForAll(Weights.Small.Zip(Gen.Choose(2, 3_000)).ToArbitrary(), pair =>
    {
        var (policy, scaled) = (Sticky(pair.Item1), Sticky(pair.Item1.Select(w => w * pair.Item2).ToArray()));
        return Enumerable.Range(0, Keys).All(i => policy.Peek(Key(i)) == scaled.Peek(Key(i)));
    });

    [Property]
    public Property Permutation_OfTheTargets_MovesNoKey() => Prop.ForAll(Weights.Any.SelectMany(w => Gen.Shuffle(w.Index().ToArray())).ToArbitrary(), shuffled =>
    {
        var names = shuffled.Select(s => $"v{s.Index}").ToArray();
        var permuted = SelectionPolicy.Sticky(shuffled.Select(s => s.Item).ToArray(), names, "route");
        var original = Sticky(shuffled.OrderBy(s => s.Index).Select(s => s.Item).ToArray());
        return Enumerable.Range(0, Keys).All(i => names[permuted.Peek(Key(i))] == $"v{original.Peek(Key(i))}");
    });

    [Property]
    public Property ManyKeys_AnyWeights_AreSharedOutByWeight() => Prop.ForAll(Weights.Any.Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), pair =>
    {
        var (weights, salt) = pair;
        var policy = Sticky(weights, $"route-{salt}");
        var counts = new int[weights.Length];
        for (var i = 0; i < 5_000; i++)
            counts[policy.Peek(Key(i))]++;
        GoodnessOfFit.Assert(counts, weights);
    });

    [Property]
    public Property TwoSalts_AnyWeights_ChooseIndependently() => Prop.ForAll(
        Gen.Choose(1, 9).ArrayOf(3).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        pair =>
        {
            var (weights, salt) = pair;
            var (first, second) = (Sticky(weights, $"one-{salt}"), Sticky(weights, $"two-{salt}"));
            var counts = new int[9];
            for (var i = 0; i < 5_000; i++)
                counts[(first.Peek(Key(i)) * 3) + second.Peek(Key(i))]++;
            GoodnessOfFit.Assert(counts, [.. weights.SelectMany(a => weights.Select(b => a * b))]);
        });

    private static SelectionPolicy Sticky(int[] weights, string salt = "route") =>
        SelectionPolicy.Sticky(weights, weights.Select((_, i) => $"v{i}").ToArray(), salt);

    // Neighbouring numbers, as real user ids often are.
    private static string Key(int i) => $"{i}";
}
