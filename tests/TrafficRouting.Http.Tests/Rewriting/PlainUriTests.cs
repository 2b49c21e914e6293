using FsCheck.Fluent;
using Property = TrafficRouting.TestKit.Property;

namespace TrafficRouting.Http.Tests.Rewriting;

public sealed class PlainUriTests
{
    [Theory]
    [InlineData("http://reviews", "reviews")]
    [InlineData("https://reviews.example/a?b#c", "reviews.example")]
    [InlineData("http://reviews:8080/a", "reviews")]
    [InlineData("http://reviews?x", "reviews")]
    [InlineData("http://user:1@reviews/", "")]
    [InlineData("http://user:1234567@reviews/", "")]
    [InlineData("http://Reviews/", "")]
    [InlineData("http://127.1/", "")]
    [InlineData("http://0x7f.0x1/", "")]
    [InlineData("http://reviews./", "")]
    [InlineData("http://reviews\\a", "")]
    [InlineData(" http://reviews/", "")]
    [InlineData("ftp://reviews/", "")]
    [InlineData("http://localhost/", "localhost")]
    [InlineData("http://loopback:80/", "")]
    [InlineData("http://loopback-1/", "loopback-1")]
    public void Host_OfText_IsGivenWhenPlain(string uri, string expected) => Assert.Equal(expected, PlainUri.Of(uri).Host.ToString());

    [Fact]
    public void Host_OfAnyUri_AgreesWithIdnHost()
    {
        var found = 0;
        var pieces = Gen.Elements("a", "b1", "-", ".", "0x1", "7", "A", ":", ":80", "@", "%61", "/", "\\", "?", "#", "xn--bcher-kva", "\u00FC", "_", "[::1]", " ", "loopback");
        var texts = pieces.ArrayOf().Resize(5).SelectMany(p => Gen.Elements("http://", "https://", "http:/", "ws://").Select(s => s + string.Concat(p)));
        Property.Holds(
            texts,
            text =>
            {
                if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || PlainUri.Of(uri.OriginalString).Host is not { IsEmpty: false } host)
                    return true;
                found++;
                return host.SequenceEqual(uri.IdnHost);
            },
            cases: 20_000);
        Assert.True(found > 300, $"Only {found} plain hosts were seen.");
    }

    [Theory]
    [InlineData("http://reviews/", "/")]
    [InlineData("http://reviews:8080/a/b.json?c=d&e=/?f", "/a/b.json?c=d&e=/?f")]
    [InlineData("http://reviews//a", "//a")]
    [InlineData("http://reviews", "")]
    [InlineData("http://reviews?a", "")]
    [InlineData("http://reviews/a/../b", "")]
    [InlineData("http://reviews/.hidden", "")]
    [InlineData("http://reviews/a%41", "")]
    [InlineData("http://reviews/a#b", "")]
    [InlineData("http://reviews/a ", "")]
    [InlineData("http://reviews/\u00FC", "")]
    [InlineData("http://Reviews/a", "")]
    public void Target_OfText_IsGivenWhenPlain(string uri, string expected) => Assert.Equal(expected, PlainUri.Of(uri).Target.ToString());

    [Fact]
    public void Target_OfAnyUri_AgreesWithItsPathAndItsQuery()
    {
        var found = 0;
        var pieces = Gen.Elements(
            "a", "B", "1", "/", "/", ".", "..", "//", "?", "&", "=", "%41", "%2F", "%2e", "\\", "#", "~", "!$'()*+,;:@", "[", "|", "^", "\"", "<", " ", "\u00FC", "\t", "%");
        var texts = pieces.ArrayOf().Resize(8).SelectMany(p => Gen.Elements("http://h/", "https://h:8/", "http://h").Select(s => s + string.Concat(p)));
        Property.Holds(
            texts,
            text =>
            {
                if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || PlainUri.Of(uri.OriginalString) is not { Target.IsEmpty: false } plain)
                    return true;
                found++;
                return plain.Target.SequenceEqual(uri.PathAndQuery) && plain.Path.SequenceEqual(uri.AbsolutePath) && plain.QueryOf(uri).SequenceEqual(uri.Query.AsSpan(Math.Min(1, uri.Query.Length)));
            },
            cases: 20_000);
        Assert.True(found > 2_000, $"Only {found} plain targets were seen.");
    }
}
