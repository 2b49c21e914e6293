using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>A request as callers may make one: spellings that HttpClient changes, and texts that it was told to leave.</summary>
internal sealed record WireRequest(string Method, string Host, string Target, bool KeepsText, string? HostHeader, (string Name, string[] Values)[] Headers, bool HasContent)
{
    private static readonly Gen<string> Methods = Gen.Elements("GET", "get", "Post", "pUT", "delete", "options", "Patch", "trace", "query", "propfind", "PROPFIND", "X-Own", "GETS");

    private static readonly Gen<string> Hosts = Gen.Elements("reviews", "Reviews", "reviews.:8080", "b\u00FCcher.example", "loopback", "127.1", "[2001:DB8:0::1]", "[::1%25lo]:9080", "user:pw@reviews", "REVIEWS:080");

    private static readonly Gen<string?> HostHeaders = Gen.Elements(null, null, null, "Reviews:8080", "reviews.", "[2001:DB8:0:0::1]:80", "[fe80::1%lo]", "xn--bcher-kva.example", "a b", "", "127.1");

    private static readonly Gen<string> Targets = Gen.Elements(
        "/", "/a", "/b", "/.", "/..", "//", "%41", "%2F", "%2e", "%2E%2e", "\u00E4", "%C3%A4", " ", "\\", "#", "?", "?x=%41", "&", "=", "~", "[", "|", "^", "\"", "<", "%", "%zz", "+", ";", ":")
        .ArrayOf().Resize(6).SelectMany(p => Gen.Elements("/", "", "?").Select(s => s + string.Concat(p)));

    private static readonly Gen<string> Values = Gen.Elements("1", "a b", "", " spaced\t", "a,b", "a; q=1", "\"quoted\"", "text/html", "a/1.0 (x)", "name=value", "Mon, 01 Jan 2024 00:00:00 GMT");

    private static readonly Gen<(string Name, string[] Values)> Header =
        Gen.Elements("X-Any", "x-other", "Cookie", "User-Agent", "Accept", "If-Match", "Date", "Via", "Authorization", "Content-Language", "Content-Type", "Referer")
            .SelectMany(n => Values.ArrayOf().Resize(3).Where(v => v.Length > 0).Select(v => (n, v)));

    public static readonly Gen<WireRequest> Any =
        (from method in Methods
         from host in Hosts
         from target in Targets
         from keeps in Gen.Elements(true, false)
         from hostHeader in HostHeaders
         from headers in Header.ArrayOf().Resize(4)
         from hasContent in Gen.Elements(true, false)
         select new WireRequest(method, host, target, keeps, hostHeader, headers, hasContent)).Where(r => r.Message() is not null);

    /// <summary>Makes the message, or null where the URI cannot be.</summary>
    public HttpRequestMessage? Message()
    {
        // HttpClient sends such a text as whatever is left of it in ASCII.
        if (KeepsText && !Ascii.IsValid(Target))
            return null;
        if (!Uri.TryCreate($"http://{Host}{Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = KeepsText }, out var uri))
            return null;

        var request = new HttpRequestMessage(new(Method), uri) { Content = HasContent ? new ByteArrayContent([1]) : null };
        if (HostHeader is not null)
            request.Headers.TryAddWithoutValidation("Host", HostHeader);
        foreach (var (name, values) in Headers)
        {
            // Names that nobody knows may stand in both.
            request.Headers.TryAddWithoutValidation(name, values);
            request.Content?.Headers.TryAddWithoutValidation(name, values);
        }

        return request;
    }

    public override string ToString() =>
        $"{Method} http://{Host}{Target} keeps={KeepsText} Host={HostHeader} {string.Join(' ', Headers.Select(h => $"{h.Name}=[{string.Join('|', h.Values)}]"))} content={HasContent}";
}
