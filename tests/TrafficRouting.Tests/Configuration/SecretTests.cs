namespace TrafficRouting.Tests.Configuration;

/// <summary>Messages say what is wrong with a value that may be a secret, and never the value.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData(Part.Backend, """{ "Address": "http://me:s3cret@b/?x=1" }""")]
    [InlineData(Part.Backend, """{ "Address": "me:s3cret@b" }""")]
    [InlineData(Part.Backend, """{ "Address": "//me:s3cret@b" }""")]
    [InlineData(Part.Backend, """{ "Address": "http://me:s3cret@" }""")]
    [InlineData(Part.Backend, """{ "Address": "http://me:s3cret@b:99999" }""")]
    [InlineData(Part.Backend, """{ "Address": "ftp://me:s3cret@b" }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b/?key=s3cret" }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b/#s3cret" }""")]
    [InlineData(Part.Backend, """{ "Endpoints": { "a": { "Address": "http://me:s3cret@b" } } }""")]
    [InlineData(Part.Backend, """{ "Redirect": { "Host": "me:s3cret@h" } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "Rewrite": { "Host": "http://me:s3cret@h" } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": { "Set": { "Authorization": "Bearer s3cret\u0007" } } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": { "Set": { "Authorization": [ "Bearer s3cret" ] } } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": { "Set": "Authorization: Bearer s3cret" } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": "Authorization: Bearer s3cret" }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": { "Add": { "Authorization": null } , "Set": { "Authorization": "s3cret\n" } } }""")]
    [InlineData(Part.Backend, """{ "DirectResponse": { "Status": 204, "Body": "s3cret" } }""")]
    [InlineData(Part.Service, """{ "Hosts": [ "http://me:s3cret@s" ], "Routes": { "r": { "Weights": { "b": 1 } } } }""")]
    [InlineData(Part.Service, """{ "Hosts": [ "*.me:s3cret@s" ], "Routes": { "r": { "Weights": { "b": 1 } } } }""")]
    [InlineData(Part.Match, """{ "Headers": { "Authorization": { "Regex": "s3cret(" } } }""")]
    [InlineData(Part.Match, """{ "Headers": { "Authorization": { "Exct": "s3cret" } } }""")]
    [InlineData(Part.Match, """{ "Headers": { "Authorization": [ "s3cret" ] } }""")]
    [InlineData(Part.Match, """{ "Headers": "Authorization: s3cret" }""")]
    [InlineData(Part.Match, """{ "Host": { "Exact": "me:s3cret@h" } }""")]
    [InlineData(Part.Match, """{ "Query": { "key": { "Regex": "s3cret[" } } }""")]
    [InlineData(Part.Mirror, """{ "RequestHeaders": { "Set": { "Authorization": "s3cret\u0000" } } }""")]
    [InlineData(Part.Mirror, """{ "HostSuffix": "me:s3cret@h" }""")]
    [InlineData(Part.Mirroring, """{ "MarkerHeader": "Authorization: s3cret" }""")]
    public void Message_OfAWrongValue_DoesNotQuoteIt(Part part, string json)
    {
        var findings = Scaffold.Findings(part, json);

        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.DoesNotContain("s3cret", $"{f.Path} {f.Message}", StringComparison.Ordinal));
    }
}
