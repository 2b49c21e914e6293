namespace TrafficRouting.Tests.Selection;

/// <summary>
/// Answers worked out by another program, with logarithms of fifty digits. A change here would move callers between backends
/// when the library is updated.
/// </summary>
public sealed class StickyGoldenTests
{
    public static TheoryData<string, string> Answers { get; } = new()
    {
        { "a", "100211" },
        { "42", "201211" },
        { "alice", "101201" },
        { "bob", "000202" },
        { "user-1", "100201" },
        { "user-2", "000212" },
        { "user-3", "101201" },
        { "user-4", "100211" },
        { "user-12345678", "101202" },
        { "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "200201" },
        { "00000000-0000-0000-0000-000000000000", "001201" },
        { "00000000-0000-0000-0000-000000000001", "011111" },
        { "someone@example.org", "200212" },
        { "Someone@Example.org", "101201" },
        { "Grüße", "100201" },
        { "世界", "100202" },
        { "🌍", "100211" },
        { new string('x', 23), "200212" },
        { new string('x', 24), "111211" },
        { new string('x', 25), "211201" },
        { new string('x', 200), "200201" },
        { " ", "000201" },
        { "end-user: jason", "101212" },
        { "10.0.0.1", "200202" },
        { "10.0.0.2", "000212" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Peek_RecordedKey_GivesTheRecordedAnswer(string key, string expected)
    {
        (string Salt, int[] Weights)[] experiments =
        [
            ("", [1, 1, 1]), ("reviews/default", [90, 10, 0]), ("reviews/default", [50, 50, 0]), ("Reviews/Default", [1, 1, 98]),
            ("ratings/default", [50, 50, 0]), ("checkout", [1, 1_000_000, 500_000]),
        ];
        var answers = experiments.Select(e => SelectionPolicy.Sticky(e.Weights, ["stable", "canary", "shadow"], e.Salt).Peek(key));
        Assert.Equal(expected, string.Concat(answers));
    }
}
