namespace TrafficRouting.Testing;

/// <summary>Says what was recorded, for the messages of failed expectations.</summary>
internal static class Happened
{
    private const int MaxLines = 20;

    public static string Sent(FakeTrafficRouting fake) =>
        List("sent", fake.All.SelectMany(b => b.Requests.GetSnapshot().Where(r => !r.IsMirror).Select(r => $"{b.Name}: {r}")));

    public static string Mirrored(FakeTrafficRouting fake) =>
        List("mirrored", fake.Mirrors.Requests.GetSnapshot().Select(r => $"{r.Backend}: {r}"));

    public static string Decided(FakeTrafficRouting fake) =>
        List("routed", fake.Decisions.GetSnapshot().Select(d => d.ToString()));

    private static string List(string what, IEnumerable<string> records)
    {
        var lines = records.ToList();
        if (lines.Count == 0)
            return $"Nothing was {what}.";
        var more = lines.Count > MaxLines ? $"\n  … and {lines.Count - MaxLines} more" : string.Empty;
        return $"What was {what}:\n  {string.Join("\n  ", lines.Take(MaxLines))}{more}";
    }
}
