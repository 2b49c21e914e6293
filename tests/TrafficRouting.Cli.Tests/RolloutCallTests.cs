using System.Net;
using System.Net.Sockets;

namespace TrafficRouting.Cli.Tests;

/// <summary>Calls of <c>traffic rollout</c> that find nobody, or say nothing that can be found. What they do with servers is tested beside those.</summary>
public sealed class RolloutCallTests
{
    [Theory]
    [InlineData("list", "Say where the rollouts are, by --store or the variable TRAFFIC_STORE.")]
    [InlineData("list --store shop", "--store 'shop' is not an address.")]
    [InlineData("list --store kafka://shop", "--store begins with 'kafka:'")]
    [InlineData("list --store redis://shop/first", "'first' is not the number of a Redis database.")]
    [InlineData("list --store redis://shop?colour=red", "--store has 'colour', which redis:// does not know")]
    [InlineData("list --store redis://shop?prefix={shop}", "braces")]
    [InlineData("list --store postgres://shop/db?colour=red", "--store has 'colour', or a value of it, that postgres:// does not know")]
    [InlineData("list --store postgres://shop/db?table=Rollouts!", "'Rollouts!' is no name for the table")]
    [InlineData("list --store http://shop/traffic -H nothing", "'nothing' is not of the form -H 'name: value'.")]
    [InlineData("list --store http://shop/traffic --token a\nb", "The token is none: it has a line break, or what is no ASCII.")]
    [InlineData("list --store http://shop/traffic --token ü", "The token is none: it has a line break, or what is no ASCII.")]
    [InlineData("abort reviews --store file:. --wait -1", "--wait is not from 0 to 86400 seconds.")]
    [InlineData("watch reviews --store file:. --timeout 0", "--timeout is not from 1")]
    [InlineData("status --store file:.", "Required argument 'name' missing")]
    [InlineData("delete reviews --store file:.", "delete")]
    public void Calls_ThatAreWrong_EndWithUsage(string call, string expected)
    {
        var run = ToolRun.Of(["rollout", .. call.Split(' ')]);

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://:sesame@127.0.0.1:{0}", "Redis at 127.0.0.1:{0} cannot be reached.")]
    [InlineData("rediss://ops:sesame@127.0.0.1:{0}/2", "Redis at 127.0.0.1:{0} cannot be reached.")]
    [InlineData("postgres://ops:sesame@127.0.0.1:{0}/shop", "PostgreSQL cannot be reached: Failed to connect to 127.0.0.1:{0}")]
    [InlineData("http://127.0.0.1:{0}/traffic?sesame", "No page answers at http://127.0.0.1:{0}/traffic: ")]
    [InlineData("file:nowhere", "There is no folder 'nowhere'.")]
    public void Stores_ThatDoNotAnswer_AreTold_WithoutTheirPasswords(string store, string expected)
    {
        var port = FreePort();

        var run = ToolRun.Of("rollout", "list", "--store", string.Format(System.Globalization.CultureInfo.InvariantCulture, store, port));

        Assert.Equal((ExitCode.Found, ""), (run.Code, run.Output));
        Assert.StartsWith("traffic: " + string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, port), run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_OfTheVariable_IsUsed()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, output, errors) { Variable = name => name == "TRAFFIC_STORE" ? "file:." : null };

        Assert.Equal((ExitCode.Ok, "There are no rollouts." + Environment.NewLine), (TrafficTool.Run(["rollout", "list"], terminal), output.ToString()));
    }

    // As Ctrl+C and a deployment's time limit end it.
    [Theory]
    [InlineData("watch", "Stopped before the rollout ended.")]
    [InlineData("promote", "Stopped before it was done.")]
    public async Task Call_EndedByASignal_IsNoSuccess(string command, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("trafficrouting-cli-");
        File.Copy(Path.Combine(Session.Folder, "rollouts", "reviews.rollout.json"), Path.Combine(folder.FullName, "reviews.rollout.json"));
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var call = RolloutCommands.Create(new(() => Stream.Null, output, errors)).Parse([command, "reviews", "--store", $"file:{folder.FullName}"]);

        var code = await call.InvokeAsync(new() { Output = output, Error = errors }, new CancellationToken(canceled: true));

        folder.Delete(recursive: true);
        Assert.Equal((ExitCode.Found, $"traffic: {expected}"), (code, errors.ToString().TrimEnd()));
    }

    // As variables have it that are read from a file.
    [Fact]
    public void Token_WithALineBreakAtItsEnd_IsTaken() =>
        Assert.StartsWith("traffic: No page answers at", ToolRun.Of("rollout", "list", "--store", $"http://127.0.0.1:{FreePort()}/traffic", "--token", "sesame\n").Errors, StringComparison.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
