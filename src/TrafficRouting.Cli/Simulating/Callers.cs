namespace TrafficRouting.Cli;

/// <summary>Who calls: those of a file, in turn, or as many as there are requests.</summary>
/// <param name="Keys">Their keys.</param>
/// <param name="AreGiven">Whether they are those of a file.</param>
internal sealed record Callers(IReadOnlyList<string> Keys, bool AreGiven)
{
    public static Callers MadeUp(int count) => new([.. Enumerable.Range(1, count).Select(i => $"caller-{Text.Of(i)}")], AreGiven: false);

    public string KeyOf(int request) => Keys[request % Keys.Count];
}
