using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Stores;

public sealed class JsonFileRolloutStoreTests : ForgettingStoreTests, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("rollouts").FullName;

    private string File => Path.Combine(_directory, "reviews.rollout.json");

    [Fact]
    public async Task Read_AfterARestart_IsAllThatWasWritten()
    {
        var plan = Given.Plan();
        var state = new SampleRun(plan).UntilFirstMeasurement() with { Version = 1 };
        await Create().TryWriteAsync(state, 0, Cancellation);

        var read = await Create().ReadAsync("reviews", Cancellation);

        Assert.Equal(RolloutStateSerializer.Serialize(state), RolloutStateSerializer.Serialize(read!));
        Assert.Equal(state.Evidence[0].Of(EvidenceKind.Comparison).Ratios.AsEnumerable(), read!.Evidence[0].Of(EvidenceKind.Comparison).Ratios);
        Assert.NotNull(read.LastMeasurement);
    }

    [Fact]
    public async Task Write_LockNotToBeHad_IsRefusedWithTheCause()
    {
        var clock = new FakeClock();
        await using var held = new FileStream(File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var write = new JsonFileRolloutStore(_directory, clock).TryWriteAsync(State(1), 0, Cancellation).AsTask();

        while (!write.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(() => write);
        Assert.Contains(refusal.InnerException!.Message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FileThatSomeoneElseHasOpen_IsTheState()
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        await using var held = new FileStream(File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

        Assert.Equal(1, (await Create().ReadAsync("reviews", Cancellation))!.Version);
    }

    [Fact]
    public async Task Read_FileCutAnywhere_IsRefused()
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancellation);

        for (var length = 0; length < whole.Length - 2; length++)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length], Cancellation);
            var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));
            Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"weight\":0", "\"weight\":9", "checksum")]
    [InlineData("\"formatVersion\":2", "\"formatVersion\":1", "format version is 1")]
    [InlineData("\"formatVersion\":2", "\"formatVersion\":3", "format version is 3")]
    [InlineData("traffic-routing-rollout", "something-else", "no rollout's state")]
    [InlineData("\"state\":{", "\"other\":{", "torn")]
    public async Task Read_FileChangedByHand_IsRefusedWithTheReason(string from, string to, string reason)
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        await Replace(from, to);

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("delete the file", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("hello")]
    [InlineData("{\"weight\":50}")]
    public async Task Read_ForeignFile_IsRefusedAndNotOverwritten(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Cancellation);

        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));
        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().TryWriteAsync(State(1), 0, Cancellation));

        Assert.Equal(content, await System.IO.File.ReadAllTextAsync(File, Cancellation));
    }

    [Fact]
    public async Task Read_FileOfAnotherRollout_IsRefused()
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        System.IO.File.Copy(File, Path.Combine(_directory, "ratings.rollout.json"));

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("ratings", Cancellation));

        Assert.Contains("'reviews'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_CrashLeftATemporaryFile_IsNotDisturbed()
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        await System.IO.File.WriteAllTextAsync(File + ".tmp", "{\"half", Cancellation);

        Assert.Equal(1, (await Create().ReadAsync("reviews", Cancellation))!.Version);
        Assert.True(await Create().TryWriteAsync(State(2), 1, Cancellation));
        Assert.Equal(2, (await Create().ReadAsync("reviews", Cancellation))!.Version);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    protected override IRolloutStore Create() => new JsonFileRolloutStore(_directory);

    private async Task Replace(string from, string to)
    {
        var text = await System.IO.File.ReadAllTextAsync(File, Cancellation);
        Assert.Contains(from, text, StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(File, text.Replace(from, to, StringComparison.Ordinal), Cancellation);
    }
}
