using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.Testing;

namespace TrafficRouting.AspNetCore.Tests.Context;

public sealed class TrafficContextSignerTests
{
    private static readonly FakeClock Clock = new();
    private static readonly TrafficContextSigner Signer = new([new byte[32]], Clock);

    [Property]
    public bool TryRead_OfASignedValue_GivesItBack(NonEmptyString value) =>
        Signer.TryRead("sandbox", Signer.Sign("sandbox", value.Get, TimeSpan.FromMinutes(1)), out var read) && read == value.Get;

    [Property]
    public bool TryRead_OfAnythingElse_GivesNothing(string text) => !Signer.TryRead("sandbox", text ?? "", out _);

    [Property]
    public Property TryRead_WithOneLetterChanged_GivesNothing() => Prop.ForAll(
        Gen.Choose(0, 200).ToArbitrary(),
        Gen.Elements('a', 'B', '0', '.', '-', '=', 'ö').ToArbitrary(),
        (at, letter) =>
        {
            var signed = Signer.Sign("sandbox", "alice", TimeSpan.FromMinutes(1));
            at %= signed.Length;
            // The last letter of the signature has bits that say nothing.
            if (signed[at] == letter || at == signed.Length - 1)
                return true;
            return !Signer.TryRead("sandbox", $"{signed[..at]}{letter}{signed[(at + 1)..]}", out _);
        });

    [Fact]
    public void TryRead_OfAnotherNameOrKeyOrTime_GivesNothing()
    {
        var signed = Signer.Sign("sandbox", "alice", TimeSpan.FromMinutes(1));

        Assert.True(Signer.TryRead("sandbox", signed, out var value));
        Assert.Equal("alice", value);
        Assert.False(Signer.TryRead("Sandbox", signed, out _));
        Assert.False(new TrafficContextSigner([[.. new byte[31], 1]], Clock).TryRead("sandbox", signed, out _));
        Assert.False(new TrafficContextSigner([new byte[32]], TimeProvider.System).TryRead("sandbox", signed, out _));
    }

    [Fact]
    public void Sign_OfWhatCannotBe_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Signer.Sign("a b", "alice", TimeSpan.FromMinutes(1)));
        Assert.Throws<ArgumentException>(() => Signer.Sign("sandbox", "", TimeSpan.FromMinutes(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Signer.Sign("sandbox", "alice", TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => new TrafficContextSigner([]));
    }
}
