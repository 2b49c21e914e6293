namespace TrafficRouting;

/// <summary>The tests of a condition on one value.</summary>
internal static class ConditionValidator
{
    /// <summary>Checks a condition.</summary>
    /// <param name="scope">Where it stands.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="ignoresCase">Whether case never counts for this value.</param>
    public static void Check(Scope scope, StringConditionOptions condition, bool ignoresCase = false)
    {
        var testsValue = TestsValue(condition);
        if (!testsValue && condition.Present is null)
            scope.Missing("The condition tests nothing. Set one of Exact, Prefix, Suffix, Contains, Regex, Present, In, GreaterThan, LessThan and InNetwork.");
        if (testsValue && condition.Present is false)
            scope.Error("No value can be missing and pass another test. Leave out Present, or the other tests.");

        if (condition.Name is "")
            scope.At("Name").Error("The name is empty. Leave it out to use the key.");
        if (condition.Regex is { } pattern)
            CheckPattern(scope.At("Regex"), pattern, ignoresCase || condition.IgnoreCase);
        if (condition.GreaterThan >= condition.LessThan)
            scope.Error("No number is above GreaterThan and below LessThan.");
        for (var i = 0; i < condition.InNetwork.Count; i++)
        {
            if (IpNetwork.Parse(condition.InNetwork[i]) is null)
                scope.At("InNetwork", condition.InNetwork, i).Error($"{Text.Quote(condition.InNetwork[i])} is not a network. Write one such as 10.0.0.0/8 or fd00::/8, or a single address.");
        }
    }

    // Where case does not count, the engine compares plain texts as well.
    private static void CheckPattern(Scope scope, string pattern, bool ignoresCase)
    {
        if (ignoresCase || PlainPattern.Read(pattern) is null)
            RegexValidator.Check(scope, pattern, ignoresCase);
    }

    private static bool TestsValue(StringConditionOptions condition) =>
        condition is not { Exact: null, Prefix: null, Suffix: null, Contains: null, Regex: null, GreaterThan: null, LessThan: null, In.Count: 0, InNetwork.Count: 0 }
        || condition is PathConditionOptions { PathPrefix: not null };
}
