using FsCheck.Fluent;
using TrafficRouting.Http.Rewriting;
using Property = TrafficRouting.TestKit.Property;

namespace TrafficRouting.Http.Tests.Rewriting;

public sealed class PlainHostTests
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
    public void Of_Text_GivesPlainNamesOnly(string uri, string expected) => Assert.Equal(expected, PlainHost.Of(uri).ToString());

    [Fact]
    public void Of_AnyUri_AgreesWithIdnHost()
    {
        var found = 0;
        var pieces = Gen.Elements("a", "b1", "-", ".", "0x1", "7", "A", ":", ":80", "@", "%61", "/", "\\", "?", "#", "xn--bcher-kva", "\u00FC", "_", "[::1]", " ");
        var texts = pieces.ArrayOf().Resize(5).SelectMany(p => Gen.Elements("http://", "https://", "http:/", "ws://").Select(s => s + string.Concat(p)));
        Property.Holds(
            texts,
            text =>
            {
                if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || PlainHost.Of(uri.OriginalString) is not { IsEmpty: false } host)
                    return true;
                found++;
                return host.SequenceEqual(uri.IdnHost);
            },
            cases: 20_000);
        Assert.True(found > 300, $"Only {found} plain hosts were seen.");
    }
}
