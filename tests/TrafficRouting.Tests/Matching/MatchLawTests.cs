using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

[Properties(Arbitrary = [typeof(MatchArbitraries)])]
public sealed class MatchLawTests
{
    [Property]
    public bool Not_AnyCondition_TurnsTheOutcome(StringConditionOptions condition, TestRequest request)
    {
        var before = Header(condition).Matches(request);
        condition.Not = !condition.Not;
        return Header(condition).Matches(request) != before;
    }

    [Property]
    public bool AllOf_AnyOrder_IsTheSame(MatchOptions first, MatchOptions second, TestRequest request) =>
        RequestMatcher.Compile(new MatchOptions { AllOf = { first, second } }).Matches(request)
        == RequestMatcher.Compile(new MatchOptions { AllOf = { second, first } }).Matches(request);

    [Property]
    public bool AllOf_TwoMatches_HoldsWhenBothDo(MatchOptions first, MatchOptions second, TestRequest request) =>
        RequestMatcher.Compile(new MatchOptions { AllOf = { first, second } }).Matches(request)
        == (RequestMatcher.Compile(first).Matches(request) & RequestMatcher.Compile(second).Matches(request));

    [Property]
    public bool AnyOf_OneMatchMore_NeverShrinks(MatchOptions first, MatchOptions second, TestRequest request) =>
        !RequestMatcher.Compile(new MatchOptions { AnyOf = { first } }).Matches(request)
        || RequestMatcher.Compile(new MatchOptions { AnyOf = { second, first } }).Matches(request);

    [Property]
    public bool NoneOf_AnyMatches_IsTheOppositeOfAnyOf(MatchOptions first, MatchOptions second, TestRequest request) =>
        RequestMatcher.Compile(new MatchOptions { AnyOf = { first, second } }).Matches(request)
        != RequestMatcher.Compile(new MatchOptions { NoneOf = { first, second } }).Matches(request);

    [Property]
    public Property Exact_IgnoringCase_IsSymmetric() =>
        Prop.ForAll(MatchGen.Word.ToArbitrary(), MatchGen.Word.ToArbitrary(), (left, right) => Equal(left, right) == Equal(right, left));

    [Property]
    public Property PathPrefix_AnyPath_TakesItselfAndWhatStandsBelow() => Prop.ForAll(
        MatchGen.Path.Where(path => path.PathPrefix is not null).Select(path => path.PathPrefix!).ToArbitrary(),
        MatchGen.Request.ToArbitrary(),
        (pathPrefix, request) =>
        {
            var prefix = pathPrefix.TrimEnd('/');
            var expected = request.RawPath == prefix || request.RawPath.StartsWith(prefix + '/', StringComparison.Ordinal);
            return RequestMatcher.Compile(new MatchOptions { Path = new PathConditionOptions { PathPrefix = pathPrefix } }).Matches(request) == expected;
        });

    [Property]
    public bool Explain_AnyRequest_SpeaksExactlyWhenItDoesNotMatch(MatchOptions match, TestRequest request)
    {
        var matcher = RequestMatcher.Compile(match);
        return matcher.Explain(request) is null == matcher.Matches(request);
    }

    [Property]
    public bool IsCatchAll_Set_TakesEveryRequest(MatchOptions match, TestRequest request) =>
        RequestMatcher.Compile(match) is var matcher && (!matcher.IsCatchAll || matcher.Matches(request));

    private static bool Equal(string configured, string value) =>
        Header(new StringConditionOptions { Exact = configured, IgnoreCase = true }).Matches(new TestRequest("GET", "http://a/", ("x", value)));

    private static RequestMatcher Header(StringConditionOptions condition) =>
        RequestMatcher.Compile(new MatchOptions { Headers = { ["x"] = condition } });
}
