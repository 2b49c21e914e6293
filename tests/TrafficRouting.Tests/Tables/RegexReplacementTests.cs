namespace TrafficRouting.Tests.Tables;

public sealed class RegexReplacementTests
{
    [Theory]
    [InlineData(@"/v2/\1", "^/v1/(.*)$", "/v1/x", "/v2/x")]
    [InlineData(@"\2-\1", "^/(a)/(b)$", "/a/b", "b-a")]
    [InlineData(@"$1\\x", "^/a$", "/a", @"$1\x")]
    [InlineData(@"[\0]", "a", "/a/a", "/[a]/[a]")]
    [InlineData(@"tail\", "^/a$", "/a", @"tail\")]
    public void Translate_Re2Notation_ReplacesAsRe2Does(string replacement, string pattern, string path, string expected)
    {
        var options = Given.Routes(("all", Given.To("v1")));
        options.Services["reviews"].Routes["all"].Rewrite = new() { Regex = pattern, Replacement = replacement };

        var rewrite = RouteTable.Compile(options).Services[0].Routes[0].Rewrite!;

        Assert.Equal(expected, rewrite.Pattern!.Replace(path, rewrite.Replacement!));
    }
}
