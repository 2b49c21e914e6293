using FsCheck.Fluent;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class MatchLawTests
{
    [Fact]
    public void Not_AnyCondition_TurnsTheOutcome() =>
        Property.Holds(from condition in MatchGen.Condition from request in MatchGen.Request select (condition, request), pair =>
        {
            var before = Header(pair.condition).Matches(pair.request);
            pair.condition.Not = !pair.condition.Not;
            return Header(pair.condition).Matches(pair.request) != before;
        });

    [Fact]
    public void AllOf_AnyOrder_IsTheSame() =>
        Property.Holds(from first in MatchGen.Match from second in MatchGen.Match from request in MatchGen.Request select (first, second, request), c =>
            RequestMatcher.Compile(new MatchOptions { AllOf = { c.first, c.second } }).Matches(c.request)
            == RequestMatcher.Compile(new MatchOptions { AllOf = { c.second, c.first } }).Matches(c.request));

    [Fact]
    public void AllOf_TwoMatches_HoldsWhenBothDo() =>
        Property.Holds(from first in MatchGen.Match from second in MatchGen.Match from request in MatchGen.Request select (first, second, request), c =>
            RequestMatcher.Compile(new MatchOptions { AllOf = { c.first, c.second } }).Matches(c.request)
            == (RequestMatcher.Compile(c.first).Matches(c.request) & RequestMatcher.Compile(c.second).Matches(c.request)));

    [Fact]
    public void AnyOf_OneMatchMore_NeverShrinks() =>
        Property.Holds(from first in MatchGen.Match from second in MatchGen.Match from request in MatchGen.Request select (first, second, request), c =>
            !RequestMatcher.Compile(new MatchOptions { AnyOf = { c.first } }).Matches(c.request)
            || RequestMatcher.Compile(new MatchOptions { AnyOf = { c.second, c.first } }).Matches(c.request));

    [Fact]
    public void NoneOf_AnyMatches_IsTheOppositeOfAnyOf() =>
        Property.Holds(from first in MatchGen.Match from second in MatchGen.Match from request in MatchGen.Request select (first, second, request), c =>
            RequestMatcher.Compile(new MatchOptions { AnyOf = { c.first, c.second } }).Matches(c.request)
            != RequestMatcher.Compile(new MatchOptions { NoneOf = { c.first, c.second } }).Matches(c.request));

    [Fact]
    public void Exact_IgnoringCase_IsSymmetric() =>
        Property.Holds(from left in MatchGen.Word from right in MatchGen.Word select (left, right), pair =>
            Equal(pair.left, pair.right) == Equal(pair.right, pair.left));

    [Fact]
    public void PathPrefix_AnyPath_TakesItselfAndWhatStandsBelow() =>
        Property.Holds(from condition in MatchGen.Path.Where(path => path.PathPrefix is not null) from request in MatchGen.Request select (condition.PathPrefix, request), c =>
        {
            var prefix = c.PathPrefix.TrimEnd('/');
            var expected = c.request.RawPath == prefix || c.request.RawPath.StartsWith(prefix + '/', StringComparison.Ordinal);
            return RequestMatcher.Compile(new MatchOptions { Path = new PathConditionOptions { PathPrefix = c.PathPrefix } }).Matches(c.request) == expected;
        });

    [Fact]
    public void Explain_AnyRequest_SpeaksExactlyWhenItDoesNotMatch() =>
        Property.Holds(from match in MatchGen.Match from request in MatchGen.Request select (match, request), pair =>
        {
            var matcher = RequestMatcher.Compile(pair.match);
            return matcher.Explain(pair.request) is null == matcher.Matches(pair.request);
        });

    [Fact]
    public void IsCatchAll_Set_TakesEveryRequest() =>
        Property.Holds(from match in MatchGen.Match from request in MatchGen.Request select (match, request), pair =>
            RequestMatcher.Compile(pair.match) is var matcher && (!matcher.IsCatchAll || matcher.Matches(pair.request)));

    private static bool Equal(string configured, string value) =>
        Header(new StringConditionOptions { Exact = configured, IgnoreCase = true }).Matches(new TestRequest("GET", "http://a/", ("x", value)));

    private static RequestMatcher Header(StringConditionOptions condition) =>
        RequestMatcher.Compile(new MatchOptions { Headers = { ["x"] = condition } });
}
