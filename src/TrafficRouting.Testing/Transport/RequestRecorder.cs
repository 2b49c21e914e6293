using System.Net.Http.Headers;
using TrafficRouting.Http;

namespace TrafficRouting.Testing;

internal static class RequestRecorder
{
    public static async Task<FakeRequest> ReadAsync(HttpRequestMessage request, bool isMirror, CancellationToken cancellationToken)
    {
        var decision = request.GetRouteDecision();
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : [];
        return new()
        {
            Backend = isMirror ? request.GetMirror()?.Backend.Name : decision?.Backend?.Name,
            Decision = decision,
            IsMirror = isMirror,
            Method = request.Method.Method,
            Uri = request.RequestUri!,
            Host = request.Headers.Host ?? request.RequestUri!.Authority,
            Headers = Read(request),
            Body = body,
        };
    }

    private static Dictionary<string, string> Read(HttpRequestMessage request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add(request.Headers);
        if (request.Content is { } content)
            Add(content.Headers);
        return headers;

        void Add(HttpHeaders source)
        {
            foreach (var (name, values) in source.NonValidated)
                headers[name] = values.ToString();
        }
    }
}
