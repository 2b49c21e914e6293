namespace TrafficRouting;

/// <summary>The tests of one condition, all of which must pass, or must not when turned round.</summary>
internal readonly struct ValueCondition
{
    // Most conditions have one test: apart from the others, it is one step less to reach.
    private readonly ValueTest _first;
    private readonly ValueTest[] _others;

    private ValueCondition(ReadOnlySpan<ValueTest> tests, bool not)
    {
        _first = tests[0];
        _others = tests[1..].ToArray();
        IsTurned = not;
    }

    public bool IsTurned { get; }

    public IEnumerable<ValueTest> Tests => _others.Prepend(_first);

    /// <summary>Gets the text that a value must be, or begin with, letter by letter, if that is all there is to it.</summary>
    public string? OnlyText =>
        !IsTurned && _others.Length == 0 && _first is { Kind: ValueTestKind.Exact or ValueTestKind.Segments or ValueTestKind.Prefix, IgnoresCase: false } ? _first.Text : null;

    public bool Holds(bool present, ReadOnlySpan<char> value) => Passes(present, value) != IsTurned;

    public static ValueCondition Compile(StringConditionOptions options, bool ignoreCase = false)
    {
        ignoreCase |= options.IgnoreCase;
        var tests = new ValueTest[1];
        var count = 0;
        if (options.Present is { } present)
            Add(ValueTest.OfPresence(present));

        AddText(ValueTestKind.Exact, options.Exact);
        if (options.In.Count > 0)
            Add(ValueTest.OneOf(options.In, ignoreCase));

        AddText(ValueTestKind.Prefix, options.Prefix);
        // Without its final slash, a segment prefix ends where the next segment may begin.
        AddText(ValueTestKind.Segments, (options as PathConditionOptions)?.PathPrefix?.TrimEnd('/'));
        AddText(ValueTestKind.Suffix, options.Suffix);
        AddText(ValueTestKind.Contains, options.Contains);
        AddNumber(ValueTestKind.GreaterThan, options.GreaterThan);
        AddNumber(ValueTestKind.LessThan, options.LessThan);
        if (options.InNetwork.Count > 0)
            Add(ValueTest.InNetwork(options.InNetwork));
        AddText(ValueTestKind.Regex, options.Regex);

        return count > 0
            ? new ValueCondition(tests.AsSpan(0, count), options.Not)
            : throw new ArgumentException("A condition needs at least one test, such as Exact, Prefix, Regex or Present.", nameof(options));

        void Add(ValueTest test)
        {
            if (count == tests.Length)
                Array.Resize(ref tests, count * 2);
            tests[count++] = test;
        }

        void AddText(ValueTestKind kind, string? text)
        {
            if (text is not null)
                Add(ValueTest.OfText(kind, text, ignoreCase));
        }

        void AddNumber(ValueTestKind kind, double? number)
        {
            if (number is { } limit)
                Add(ValueTest.OfNumber(kind, limit));
        }
    }

    private bool Passes(bool present, ReadOnlySpan<char> value)
    {
        if (!Passes(in _first, present, value))
            return false;

        foreach (ref readonly var test in _others.AsSpan())
        {
            if (!Passes(in test, present, value))
                return false;
        }

        return true;
    }

    private static bool Passes(in ValueTest test, bool present, ReadOnlySpan<char> value) =>
        present ? test.Passes(value) : test.Kind == ValueTestKind.Absent;
}
