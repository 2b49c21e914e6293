namespace TrafficRouting.Http;

/// <summary>The method as HttpClient sends it: the known ones in capitals, however they are spelled.</summary>
internal static class SentMethod
{
    private static readonly HttpMethod[] Known =
    [
        HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Head,
        HttpMethod.Options, HttpMethod.Patch, HttpMethod.Trace, HttpMethod.Connect, HttpMethod.Query,
    ];

    public static string Of(HttpMethod method)
    {
        foreach (var known in Known)
        {
            // In any case.
            if (known.Equals(method))
                return known.Method;
        }

        return method.Method;
    }
}
