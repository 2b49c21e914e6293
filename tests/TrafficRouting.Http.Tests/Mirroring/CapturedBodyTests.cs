using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class CapturedBodyTests
{
    private readonly TrackingArrayPool _arrays = new();
    private readonly MirrorBudget _budget;

    public CapturedBodyTests() => _budget = new(_arrays);

    private static readonly Gen<(List<int> Pieces, int Cap, int Announced)> Writings =
        from pieces in Gen.Choose(0, 5_000).ListOf()
        from cap in Gen.Choose(0, 20_000)
        from announced in Gen.OneOf(Gen.Constant(-1), Gen.Choose(0, 30_000))
        select (pieces, cap, announced);

    [Property]
    public Property Write_AnyPiecesLengthAndCap_CollectsExactlyWhatFits() => Prop.ForAll(Writings.ToArbitrary(), c =>
    {
        using var body = new CapturedBody(_budget);
        var all = new byte[c.Pieces.Sum()];
        new Random(all.Length).NextBytes(all);
        body.Begin(new() { MaxBodyBytes = c.Cap }, c.Announced < 0 ? null : c.Announced);
        var at = 0;
        foreach (var piece in c.Pieces)
        {
            body.Write(all, at, piece);
            at += piece;
            Assert.Equal(_arrays.OutstandingBytes, _budget.Held);
            Assert.InRange(_arrays.Outstanding, 0, 1);
        }

        if (all.Length > c.Cap || c.Announced > c.Cap)
            Assert.Equal((MirrorOutcome.TooLarge, 0, 0), (body.Refusal, body.Bytes.Length, _arrays.Outstanding));
        else
            Assert.True(body.Refusal is null && body.Bytes.Span.SequenceEqual(all));
        body.Clear();
        Assert.Equal((0L, 0, false), (_budget.Held, _arrays.Outstanding, _arrays.WasMisused));
    });

    [Fact]
    public void Write_LengthAnnounced_RentsOnce()
    {
        using var body = new CapturedBody(_budget);
        body.Begin(new() { MaxBodyBytes = 1_000_000 }, 200_000);
        for (var i = 0; i < 200; i++)
            body.Write(new byte[1_000]);

        Assert.Equal((1, 200_000), (_arrays.Rented, body.Bytes.Length));
        body.Clear();
    }

    [Fact]
    public void Write_GrowingBeyondTheBudget_IsDroppedAndGivesBackBothArrays()
    {
        using var body = new CapturedBody(_budget);
        body.Begin(new() { QueueBytes = 12_000 }, announced: null);
        body.Write(new byte[4_096]);
        Assert.Equal(4_096, _budget.Held);

        // The old array and the new one are held at once while the bytes move.
        body.Write(new byte[4_096]);
        body.Write(new byte[100]);

        Assert.Equal((MirrorOutcome.Dropped, 0L, 0), (body.Refusal, _budget.Held, _arrays.Outstanding));
    }
}
