using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;

namespace TrafficRouting.AspNetCore.Tests.Context;

public sealed class TrafficContextTests
{
    private static readonly byte[] Old = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] New = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];

    public static TheoryData<string?, string> Strangers => new()
    {
        { null, " | " },
        { "sandbox=alice", "sandbox=alice | sandbox=alice" },
        { "user=7,sandbox=alice,plan=gold", "sandbox=alice | sandbox=alice" },
        { "user=7", " | " },
        { "Sandbox=alice", " | " },
        { "sandbox=alice,sandbox=bob", "sandbox=alice | sandbox=alice" },
        { "sandbox=%C3%B6%20%2C", "sandbox=ö , | sandbox=%C3%B6%20%2C" },
        { "user=7,user=8,user=7", " | " },
        { ",,;=", " | " },
        { "sandbox", " | " },
        { "=,sandbox=alice", " | " },
        { "sandbox=%zz", " | " },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Edge_OfAllBaggage_TakesWhatIsTrustedAndHandsThatOn(string? sent, string expected)
    {
        foreach (var logs in new[] { true, false })
        {
            await using var behind = await ChainService.StartAsync("behind");
            await using var edge = await ChainService.StartAsync("edge", behind.Address.Authority, logs: logs, pipeline: app => app.UseTrafficContext(o => o.Trusted = ["sandbox"]));

            Assert.Equal("edge > behind", await edge.CallAsync(sent));
            Assert.Equal(expected, edge.Seen);
            var handedOn = behind.Seen.Split(" | ")[0];
            Assert.Equal(expected.Split(" | ")[0], handedOn);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Edge_OfALegacyHeader_ReadsItAndLeavesNone(bool logs)
    {
        await using var edge = await ChainService.StartAsync("edge", logs: logs, pipeline: app => app.UseTrafficContext(o => o.Trusted = ["sandbox"]));

        await edge.CallAsync("user=7, sandbox=alice", "Correlation-Context");

        Assert.Equal("sandbox=alice | sandbox=alice", edge.Seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Edge_OfHugeBaggage_TakesNothingAndAnswers(bool logs)
    {
        await using var edge = await ChainService.StartAsync("edge", logs: logs, pipeline: app => app.UseTrafficContext(o => o.Trusted = ["sandbox"]));
        var many = string.Join(',', Enumerable.Range(0, 5000).Select(i => $"a{i % 7}=b"));

        Assert.Equal("edge", await edge.CallAsync($"sandbox=alice,{many}"));
        Assert.Equal(" | ", edge.Seen);
        Assert.Equal("edge", await edge.CallAsync("sandbox=" + new string('x', 20_000)));
        Assert.Equal(" | ", edge.Seen);
    }

    [Fact]
    public async Task Inside_WithAStar_TakesAll()
    {
        await using var inside = await ChainService.StartAsync("inside", logs: false, pipeline: app => app.UseTrafficContext(o => o.Trusted = ["*"]));

        await inside.CallAsync("user=7,sandbox=alice");

        Assert.Equal("sandbox=alice user=7 | user=7,sandbox=alice", inside.Seen);
    }

    [Fact]
    public async Task Signed_Values_AreTakenUntilTheyExpireWhicheverKeySignedThem()
    {
        var clock = new FakeClock();
        await using var edge = await ChainService.StartAsync(
            "edge",
            pipeline: app => app.UseTrafficContext(o => (o.Trusted, o.Keys) = (["sandbox", "plan"], [New, Old])),
            services: s => s.AddSingleton<TimeProvider>(clock));
        var before = new TrafficContextSigner([Old], clock).Sign("sandbox", "alice.dev", TimeSpan.FromHours(1));
        var after = new TrafficContextSigner([New, Old], clock).Sign("sandbox", "alice.dev", TimeSpan.FromHours(2));

        foreach (var signed in new[] { before, after })
        {
            await edge.CallAsync($"plan=gold,sandbox={signed}");
            Assert.Equal("sandbox=alice.dev | sandbox=alice.dev", edge.Seen);
        }

        clock.Advance(TimeSpan.FromHours(1));
        await edge.CallAsync($"sandbox={before}");
        Assert.Equal(" | ", edge.Seen);
        await edge.CallAsync($"sandbox={after}");
        Assert.Equal("sandbox=alice.dev | sandbox=alice.dev", edge.Seen);
        foreach (var wrong in new[] { $"plan={after}", "sandbox=alice.dev", $"sandbox={after[..^43]}{new string('!', 43)}", $"sandbox={after[..^43]}%C3%B6{after[^42..]}", "sandbox=..", $"sandbox={after}.{after}" })
        {
            Assert.Equal("edge", await edge.CallAsync(wrong));
            Assert.Equal(" | ", edge.Seen);
        }
    }

    [Fact]
    public async Task Options_OfASection_AreFollowedAndWrongOnesRefused()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Trusted:0"] = "sandbox" }).Build();
        var taken = new List<string>();
        await using var edge = await ChainService.StartAsync(
            "edge",
            pipeline: app => app.UseTrafficContext(o => o.Taken = items => taken.Add(string.Join(' ', items.Keys))),
            services: s => s.Configure<TrafficContextOptions>(section));
        await edge.CallAsync("sandbox=alice,plan=gold");

        section["Trusted:1"] = "plan";
        section.Reload();
        await edge.CallAsync("sandbox=alice,plan=gold");

        section["Keys:0"] = Convert.ToBase64String(Old.AsSpan(1));
        section.Reload();
        await edge.CallAsync("sandbox=alice,plan=gold");

        section["Keys:0"] = Convert.ToBase64String(Old);
        section.Reload();
        await edge.CallAsync("sandbox=alice,plan=gold");

        Assert.Equal(["sandbox", "sandbox plan", "sandbox plan", ""], taken);
    }

    [Fact]
    public async Task Options_WithAShortKey_StopTheHost() => Assert.Contains(
        "32 random bytes",
        (await Assert.ThrowsAsync<ArgumentException>(() => ChainService.StartAsync("edge", pipeline: app => app.UseTrafficContext(o => o.Keys = [[1, 2, 3]])))).Message,
        StringComparison.Ordinal);
}
