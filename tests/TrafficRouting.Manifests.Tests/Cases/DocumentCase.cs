namespace TrafficRouting.Manifests.Tests.Cases;

/// <summary>Documents, with what is expected of requests written beside them.</summary>
/// <param name="Title">What the case shows.</param>
/// <param name="Lines">The requests and findings, each with what is expected.</param>
/// <param name="Documents">The documents.</param>
internal sealed record DocumentCase(string Title, IReadOnlyList<string> Lines, string Documents)
{
    private const string Place = "<<rules>>";

    /// <summary>Reads a file of cases: a frame, then cases that begin with <c>=== title</c>, their lines, <c>---</c> and their documents.</summary>
    public static IReadOnlyList<DocumentCase> Read(string file)
    {
        var parts = $"\n{File.ReadAllText(file).ReplaceLineEndings("\n")}".Split("\n=== ");
        return [.. parts.Skip(1).Select(part => Parse(part, Frame(parts[0])))];
    }

    private static DocumentCase Parse(string part, string frame)
    {
        var halves = part.Split("\n---\n", 2);
        var lines = halves[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var written = halves[1].TrimEnd();
        // Whole documents stand for themselves; rules alone are put into the frame.
        var isWhole = written.StartsWith("apiVersion:", StringComparison.Ordinal) || frame.Length == 0;
        return new(lines[0], lines[1..], isWhole ? written : Put(written, frame));
    }

    private static string Put(string rules, string frame)
    {
        var indent = frame.Split('\n').Single(line => line.Contains(Place, StringComparison.Ordinal)).IndexOf(Place, StringComparison.Ordinal);
        return frame.Replace(Place, rules.Replace("\n", $"\n{new string(' ', indent)}", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    // What stands above the first case, without its comments.
    private static string Frame(string top) => string.Join('\n', top.Split('\n').Where(line => !line.StartsWith('#'))).Trim();
}
