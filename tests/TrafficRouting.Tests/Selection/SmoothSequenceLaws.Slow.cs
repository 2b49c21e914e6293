using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Selection;

/// <content>Runs that begin anywhere in the cycle.</content>
public sealed partial class SmoothSequenceLaws
{
    [Property(MaxTest = 60)]
    public Property AnyRun_OfTwoTargets_StaysWithinOneOfItsShare() => Prop.ForAll(Weights.Small.Where(w => w.Count(x => x > 0) == 2).ToArbitrary(), weights =>
    {
        var sequence = SmoothSequence.Build(weights);
        for (var from = 0; from < sequence.Length; from++)
            AssertWindows(weights, sequence, from, sequence.Length, bound: 1);
    });

    [Property(MaxTest = 60)]
    public Property AnyRun_OfManyTargets_StaysWithinTwoOfItsShare() => Prop.ForAll(Weights.Small.ToArbitrary(), weights =>
    {
        var sequence = SmoothSequence.Build(weights);
        for (var from = 0; from < sequence.Length; from += 1 + (sequence.Length / 20))
            AssertWindows(weights, sequence, from, sequence.Length, bound: 2);
    });
}
