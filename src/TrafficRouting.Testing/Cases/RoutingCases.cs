namespace TrafficRouting.Testing;

/// <summary>
/// Runs a file of cases, requests and what is expected of them, against a route table, without sending anything. The tool <c>traffic test</c> runs the same file.
/// </summary>
public static class RoutingCases
{
    /// <summary>Runs every case of a file, in YAML or JSON.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">The file; a relative one is looked for beside the test's assembly, then in the working directory.</param>
    /// <exception cref="TrafficRoutingAssertionException">A case failed; the message has all that did, each with its file and line.</exception>
    /// <exception cref="InvalidDataException">The file holds no cases that can be read; the message says where.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Run(RouteTable table, string path)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        var cases = CaseReader.Read(path, File.ReadAllText(File.Exists(beside) ? beside : path));
        using var runner = new CaseRunner(table);
        var failed = cases.Select(runner.Run).Where(r => !r.Passed).ToList();
        if (failed.Count > 0)
            throw new TrafficRoutingAssertionException($"{failed.Count} of {cases.Count} cases failed.\n\n{string.Join("\n\n", failed)}");
    }
}
