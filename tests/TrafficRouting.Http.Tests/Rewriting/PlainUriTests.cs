using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

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

    [Property(MaxTest = 300)]
    public Property Host_OfAnyUri_AgreesWithIdnHost()
    {
        var pieces = Gen.Elements("a", "b1", "-", ".", "0x1", "7", "A", ":", ":80", "@", "%61", "/", "\\", "?", "#", "xn--bcher-kva", "\u00FC", "_", "[::1]", " ", "loopback");
        var texts = pieces.ArrayOf().Resize(5).SelectMany(p => Gen.Elements("http://", "https://", "http:/", "ws://").Select(s => s + string.Concat(p)));
        var plain = texts.Where(text => Uri.TryCreate(text, UriKind.Absolute, out _) && !PlainUri.Of(text).Host.IsEmpty);

        return Prop.ForAll(plain.ToArbitrary(), text => PlainUri.Of(text).Host.SequenceEqual(new Uri(text).IdnHost));
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

    [Property(MaxTest = 2_000)]
    public Property Target_OfAnyUri_AgreesWithItsPathAndItsQuery()
    {
        var pieces = Gen.Elements(
            "a", "B", "1", "/", "/", ".", "..", "//", "?", "&", "=", "%41", "%2F", "%2e", "\\", "#", "~", "!$'()*+,;:@", "[", "|", "^", "\"", "<", " ", "\u00FC", "\t", "%");
        var texts = pieces.ArrayOf().Resize(8).SelectMany(p => Gen.Elements("http://h/", "https://h:8/", "http://h").Select(s => s + string.Concat(p)));
        var plain = texts.Where(text => Uri.TryCreate(text, UriKind.Absolute, out _) && !PlainUri.Of(text).Target.IsEmpty);

        return Prop.ForAll(plain.ToArbitrary(), text =>
        {
            var (uri, read) = (new Uri(text), PlainUri.Of(text));
            return read.Target.SequenceEqual(uri.PathAndQuery) && read.Path.SequenceEqual(uri.AbsolutePath) && read.QueryOf(uri).SequenceEqual(uri.Query.AsSpan(Math.Min(1, uri.Query.Length)));
        });
    }
}
