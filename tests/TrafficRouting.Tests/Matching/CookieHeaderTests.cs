namespace TrafficRouting.Tests.Matching;

public sealed class CookieHeaderTests
{
    [Theory]
    [InlineData("a=1; b=2", "b", "2")]
    [InlineData("a=1;b=2", "b", "2")]
    [InlineData("a=1,b=2", "b", "2")]
    [InlineData("a=1, b=2", "a", "1")]
    [InlineData("a=1; a=2", "a", "1")]
    [InlineData("a=1,2; b=3", "a", "1,2")]
    [InlineData("a={\"x\":1,\"y\":2}; b=3", "a", "{\"x\":1,\"y\":2}")]
    [InlineData("a={\"x\":1,\"y\":2}; b=3", "b", "3")]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a=", "a", "")]
    [InlineData("a=\"1\"", "a", "\"1\"")]
    [InlineData("A=1", "a", null)]
    [InlineData("a", "a", null)]
    [InlineData("aa=1", "a", null)]
    [InlineData("", "a", null)]
    public void TryGetValue_OneOrSeveralHeaders_FindsTheFirstOfTheName(string header, string name, string? expected)
    {
        Assert.Equal(expected is not null, CookieHeader.TryGetValue(header, name, out var value));
        Assert.Equal(expected ?? "", value.ToString());
    }
}
