namespace TrafficRouting.Http.Tests.Rewriting;

public sealed class PathRewriterTests
{
    // The table of the Gateway API's ReplacePrefixMatch.
    [Theory]
    [InlineData("/foo/bar", "/foo", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo", "/xyz/", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz/", "/xyz/bar")]
    [InlineData("/foo", "/foo", "/xyz", "/xyz")]
    [InlineData("/foo/", "/foo", "/xyz", "/xyz/")]
    [InlineData("/foo/bar", "/foo", "", "/bar")]
    [InlineData("/foo/", "/foo", "", "/")]
    [InlineData("/foo", "/foo", "", "/")]
    [InlineData("/foo/", "/foo", "/", "/")]
    [InlineData("/foo", "/foo", "/", "/")]
    [InlineData("/a%2Fb/c", "/a%2Fb", "/x", "/x/c")]
    [InlineData("/a/b%2Fc", "/", "/x", "/x/a/b%2Fc")]
    public void Replace_OfSegments_MendsTheSeam(string path, string prefix, string replacement, string expected) =>
        Assert.Equal(expected, PathRewriter.Replace(path, replacement, replacesPrefix: true, new(PathMatchKind.Segments, prefix)));

    [Theory]
    [InlineData("/foo/bar", "/foo", "/", "//bar")]
    [InlineData("/foobar", "/foo", "/x", "/xbar")]
    [InlineData("/foo", "/foo", "", "/")]
    [InlineData("/foobar", "/foo", "", "/bar")]
    public void Replace_OfLiteralText_ReplacesLetterForLetter(string path, string prefix, string replacement, string expected) =>
        Assert.Equal(expected, PathRewriter.Replace(path, replacement, replacesPrefix: true, new(PathMatchKind.Literal, prefix)));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Replace_OfTheWhole_LeavesNothing(bool replacesPrefix, bool matchedPrefix) =>
        Assert.Equal("/new", PathRewriter.Replace("/old/path", "/new", replacesPrefix, new(matchedPrefix ? PathMatchKind.Segments : PathMatchKind.Whole, "/old")));
}
