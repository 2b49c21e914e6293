namespace TrafficRouting.TestKit;

/// <summary>The head of a request as it came over the wire.</summary>
/// <param name="Lines">The request line and the header lines, without their ends.</param>
public sealed record RawRequest(IReadOnlyList<string> Lines)
{
    public string Method => Lines[0][..Lines[0].IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>Gets what stands between the method and the version.</summary>
    public string Target => Lines[0][(Method.Length + 1)..Lines[0].LastIndexOf(' ')];

    public string Host => Assert.Single(Header("Host"));

    /// <summary>Gets the values of all lines of a header, without the white space around them that is no part of a value.</summary>
    public IReadOnlyList<string> Header(string name) =>
        [.. Lines.Skip(1).Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(l => l[(name.Length + 1)..].Trim(' ', '\t'))];
}
