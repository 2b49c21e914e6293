using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TrafficRouting.Benchmarks.Cold;

/// <summary>A way of publishing the programs of <c>TrafficRouting.ColdStart</c>.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Properties">How it is asked for.</param>
internal sealed record Publication(string Name, params string[] Properties)
{
    private const string Program = "TrafficRouting.ColdStart";

    private string _path = "";

    public static IReadOnlyList<Publication> All { get; } =
    [
        new("JIT without images"),
        new("JIT with the packages' images", "-p:PublishReadyToRun=true", "-p:OnlyImagesOfPackages=true"),
        new("ReadyToRun", "-p:PublishReadyToRun=true"),
        new("native AOT", "-p:PublishAot=true", "-p:TreatWarningsAsErrors=false", "-p:NoWarn=IL2026%3BIL3050%3BIL2104%3BIL3053"),
    ];

    public void PublishTo(string folder)
    {
        var to = Path.Combine(folder, Name.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal));
        Run("dotnet", ["publish", Project(), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", Properties.Contains("-p:PublishAot=true") ? "true" : "false", "-o", to, "-v", "q", "-nologo", .. Properties]);
        _path = Path.Combine(to, Program);
    }

    /// <summary>Gives the names of the programs.</summary>
    public IReadOnlyList<string> Names() => Run(_path, []).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Starts one of the programs, and waits for its end.</summary>
    public Start Start(string name)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(_path, [name]) { RedirectStandardOutput = true })!;
        var answer = process.StandardOutput.ReadLine();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var compiled = process.StandardOutput.ReadLine();
        var processor = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer == "NoContent" ? new(took, double.Parse(processor, CultureInfo.InvariantCulture), int.Parse(compiled!, CultureInfo.InvariantCulture)) : throw new InvalidOperationException($"{Name}: {name} did not answer.");
    }

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}");
    }

    private static string Project()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TrafficRouting.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This is measured in the repository.");
        return Path.Combine(folder.FullName, "benchmarks", Program);
    }
}
