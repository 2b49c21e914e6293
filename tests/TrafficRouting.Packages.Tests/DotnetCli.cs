using System.Diagnostics;

namespace TrafficRouting.Packages.Tests;

/// <summary>Runs the SDK that runs the tests, without what the test run put into the environment.</summary>
internal static class DotnetCli
{
    /// <summary>Gets the program.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs a command that must end well, and gets what it writes.</summary>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var (code, output) = await ExecuteAsync(folder, arguments);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    /// <summary>Runs another program.</summary>
    public static Task<(int Code, string Output)> RunProgramAsync(string folder, string program, params string[] arguments) => ExecuteAsync(folder, program, arguments);

    /// <summary>Runs a command that must fail, and gets what it writes.</summary>
    public static async Task<string> FailAsync(string folder, params string[] arguments)
    {
        var (code, output) = await ExecuteAsync(folder, arguments);
        Assert.True(code != 0, $"dotnet {string.Join(' ', arguments)} did not fail:\n{output}");
        return output;
    }

    private static Task<(int Code, string Output)> ExecuteAsync(string folder, string[] arguments) =>
        ExecuteAsync(folder, Program, arguments);

    private static async Task<(int Code, string Output)> ExecuteAsync(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, await output + await error);
    }
}
