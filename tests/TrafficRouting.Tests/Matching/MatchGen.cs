using FsCheck;
using FsCheck.Fluent;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

/// <summary>Random matches and requests over a vocabulary so small that matches happen often.</summary>
internal static class MatchGen
{
    private static readonly string[] Words = ["a", "A", "ab", "b", "ba", "", "7", "42", "ö"];
    private static readonly string[] Names = ["x", "y", "X"];
    private static readonly string[] Paths = ["/", "/a", "/A", "/a/", "/a/b", "/ab", "/a/b/c", "/b", "/ö"];

    public static Gen<string> Word { get; } = Gen.Elements(Words);

    public static Gen<StringConditionOptions> Condition { get; } = Of(Word, () => new StringConditionOptions());

    public static Gen<PathConditionOptions> Path { get; } =
        from basic in Of(Gen.Elements(Paths), () => new PathConditionOptions())
        from prefix in Gen.Elements(Paths)
        from segments in Gen.Choose(0, 2)
        select WithPathPrefix(basic, segments > 0 ? prefix : null);

    public static Gen<MatchOptions> Match { get; } = Nested(depth: 2);

    /// <summary>Gets matches that often can be told apart by an exact value, as in large tables.</summary>
    public static Gen<MatchOptions[]> Rules { get; } = Gen.ArrayOf(Nested(depth: 1)).Resize(60);

    public static Gen<TestRequest> Request { get; } =
        from method in Gen.Elements("GET", "POST", "get")
        from path in Gen.Elements(Paths)
        from query in Gen.Elements("", "x=a", "x=A&y", "y=%61b", "%78=b&x=a", "x=%C3%B6", "X=7")
        from headers in Gen.ArrayOf(from name in Gen.Elements("x", "y", "Cookie") from value in Gen.Elements("a", "A", "ab", "", "42", "x=a; y=ab", "x=b") select (name, value)).Resize(3)
        from baggage in Gen.ArrayOf(from name in Gen.Elements(Names) from value in Word select (name, value)).Resize(2)
        select new TestRequest(method, "http://a.example", headers)
        {
            RawPath = path,
            RawQuery = query,
            Baggage = baggage.DistinctBy(item => item.name).ToDictionary(item => item.name, item => item.value, StringComparer.Ordinal),
        };

    private static Gen<MatchOptions> Nested(int depth) =>
        from path in Sometimes(Path)
        from method in Sometimes(Gen.Elements("GET", "POST").Select(method => new StringConditionOptions { Exact = method }))
        from headers in Conditions()
        from query in Conditions()
        from cookies in Conditions()
        from baggage in Conditions()
        from groups in depth == 0
            ? Gen.Constant<MatchOptions[][]>([[], [], []])
            : Gen.ArrayOf(Gen.Frequency((3, Gen.Constant<MatchOptions[]>([])), (1, Gen.ArrayOf(Nested(depth - 1)).Resize(2))), 3)
        select Combine(path, method, headers, query, cookies, baggage, groups);

    private static MatchOptions Combine(
        PathConditionOptions? path,
        StringConditionOptions? method,
        (string Name, StringConditionOptions Condition)[] headers,
        (string Name, StringConditionOptions Condition)[] query,
        (string Name, StringConditionOptions Condition)[] cookies,
        (string Name, StringConditionOptions Condition)[] baggage,
        MatchOptions[][] groups)
    {
        var match = new MatchOptions { Path = path, Method = method };
        foreach (var (name, condition) in headers)
            match.Headers[name] = condition;
        foreach (var (name, condition) in query)
            match.Query[name] = condition;
        foreach (var (name, condition) in cookies)
            match.Cookies[name] = condition;
        foreach (var (name, condition) in baggage)
            match.Baggage[name] = condition;
        foreach (var nested in groups[0])
            match.AllOf.Add(nested);
        foreach (var nested in groups[1])
            match.AnyOf.Add(nested);
        foreach (var nested in groups[2])
            match.NoneOf.Add(nested);
        return match;
    }

    private static Gen<(string Name, StringConditionOptions Condition)[]> Conditions() =>
        Gen.Frequency(
            (3, Gen.Constant<(string, StringConditionOptions)[]>([])),
            (1, Gen.ArrayOf(from name in Gen.Elements(Names) from condition in Condition select (name, condition)).Resize(2)));

    private static Gen<T?> Sometimes<T>(Gen<T> gen)
        where T : class => Gen.OneOf(Gen.Constant<T?>(null), gen.Select(T? (value) => value));

    private static Gen<T> Of<T>(Gen<string> texts, Func<T> create)
        where T : StringConditionOptions =>
        from first in texts
        from second in texts
        from kind in Gen.Choose(0, 11)
        from ignoreCase in Gen.Elements(true, false)
        from not in Gen.Elements(false, false, false, true)
        select Fill(create(), kind, first, second, ignoreCase, not);

    private static T Fill<T>(T options, int kind, string first, string second, bool ignoreCase, bool not)
        where T : StringConditionOptions
    {
        options.IgnoreCase = ignoreCase;
        options.Not = not;
        switch (kind)
        {
            case 0:
                options.Prefix = first;
                break;
            case 1:
                options.Suffix = first;
                break;
            case 2:
                options.Contains = first;
                break;
            case 3:
                options.Regex = first + ".*";
                break;
            case 4:
                options.Present = first.Length > 1;
                break;
            case 5:
                options.In.Add(first);
                options.In.Add(second);
                break;
            case 6:
                options.GreaterThan = 7;
                break;
            case 7:
                options.LessThan = 42;
                options.Prefix = first;
                break;
            default:
                // Exact values more often: they are what an index lives on.
                options.Exact = first;
                break;
        }

        return options;
    }

    private static PathConditionOptions WithPathPrefix(PathConditionOptions basic, string? prefix) =>
        prefix is null ? basic : new PathConditionOptions { PathPrefix = prefix, IgnoreCase = basic.IgnoreCase, Not = basic.Not };
}
