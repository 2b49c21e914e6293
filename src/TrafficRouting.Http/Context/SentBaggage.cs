using System.Diagnostics;
using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>
/// Has .NET send baggage that routing has edited. As a header of the message it stands in place of what the activity carries; but .NET takes
/// such headers off a message that it sends again, after a redirect or a retry, and other instrumentation may write its own over them. So
/// the propagator of the primary handler, which writes last, is told as well.
/// </summary>
internal static class SentBaggage
{
    private static readonly HttpRequestOptionsKey<string> Key = new("TrafficRouting.SentBaggage");

    private static volatile bool _isUsed;

    /// <summary>Writes the baggage of a message for as long as it is under way.</summary>
    /// <param name="request">The message.</param>
    /// <param name="text">All of its baggage.</param>
    /// <param name="undo">Remembers what is replaced.</param>
    public static void Begin(HttpRequestMessage request, string text, ref HeaderUndo? undo)
    {
        _isUsed = true;
        undo ??= new();
        foreach (var name in BaggageHeaders.Current)
        {
            undo.Remember(request.Headers, name);
            Replace(request.Headers, name, text);
        }

        request.Options.Set(Key, text);
    }

    /// <summary>Writes the baggage of a message that is sent once.</summary>
    public static void Write(HttpRequestMessage request, string text)
    {
        foreach (var name in BaggageHeaders.Current)
            Replace(request.Headers, name, text);
    }

    public static void End(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(Key.Key);

    /// <summary>Writes the baggage again, after a propagator has.</summary>
    public static void Repeat(HttpRequestMessage request, DistributedContextPropagator propagator)
    {
        if (!_isUsed || !MessageOptions.MayExist(request) || !request.Options.TryGetValue(Key, out var text))
            return;
        foreach (var name in BaggageHeaders.Of(propagator))
        {
            if (text.Length > 0)
                Replace(request.Headers, name, text);
            else
                request.Headers.Remove(name);
        }
    }

    // An empty one keeps .NET from writing what the activity carries.
    private static void Replace(HttpRequestHeaders headers, string name, string text)
    {
        if (headers.NonValidated.Contains(name))
            headers.Remove(name);
        headers.TryAddWithoutValidation(name, text);
    }
}
