using TrafficRouting.Configuration;

namespace TrafficRouting.Matching;

/// <summary>The tests of one condition, all of which must pass, or must not when turned round.</summary>
internal sealed class ValueCondition
{
    private readonly bool _not;

    private ValueCondition(ValueTest[] tests, bool not)
    {
        Tests = tests;
        _not = not;
    }

    public ValueTest[] Tests { get; }

    public bool IsTurned => _not;

    public bool Holds(bool present, ReadOnlySpan<char> value) => Passes(present, value) != _not;

    public static ValueCondition Compile(StringConditionOptions options, bool ignoreCase = false)
    {
        ignoreCase |= options.IgnoreCase;
        var tests = new List<ValueTest>();
        if (options.Present is { } present)
            tests.Add(new ValueTest(present));

        AddText(ValueTestKind.Exact, options.Exact);
        if (options.In.Count > 0)
            tests.Add(new ValueTest(options.In, ignoreCase));

        AddText(ValueTestKind.Prefix, options.Prefix);
        // Without its final slash, a segment prefix ends where the next segment may begin.
        AddText(ValueTestKind.Segments, (options as PathConditionOptions)?.PathPrefix?.TrimEnd('/'));
        AddText(ValueTestKind.Suffix, options.Suffix);
        AddText(ValueTestKind.Contains, options.Contains);
        AddNumber(ValueTestKind.GreaterThan, options.GreaterThan);
        AddNumber(ValueTestKind.LessThan, options.LessThan);
        AddText(ValueTestKind.Regex, options.Regex);

        return tests.Count > 0
            ? new ValueCondition([.. tests], options.Not)
            : throw new ArgumentException("A condition needs at least one test, such as Exact, Prefix, Regex or Present.", nameof(options));

        void AddText(ValueTestKind kind, string? text)
        {
            if (text is not null)
                tests.Add(new ValueTest(kind, text, ignoreCase));
        }

        void AddNumber(ValueTestKind kind, double? number)
        {
            if (number is { } limit)
                tests.Add(new ValueTest(kind, limit));
        }
    }

    private bool Passes(bool present, ReadOnlySpan<char> value)
    {
        foreach (var test in Tests)
        {
            if (!(present ? test.Passes(value) : test.Kind == ValueTestKind.Absent))
                return false;
        }

        return true;
    }
}
