using System.Globalization;
using System.Text;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Cases;

/// <summary>What one request led to, told in the words of the cases.</summary>
/// <param name="Backend">The server that received it, or null when it was answered in the client.</param>
/// <param name="Received">What that server received.</param>
/// <param name="Dialled">The host and port that the client connected to.</param>
/// <param name="Response">The answer.</param>
/// <param name="Body">The answer's body.</param>
/// <param name="Copies">What mirrors received, by server.</param>
internal sealed record Exchange(
    string? Backend, RecordedRequest? Received, string? Dialled, HttpResponseMessage Response, string Body, IReadOnlyList<(string Server, RecordedRequest Request)> Copies)
{
    /// <summary>Gets who answered: a server, or the client itself with a status.</summary>
    public string By => Backend ?? ((int)Response.StatusCode).ToString(CultureInfo.InvariantCulture);

    /// <summary>Tells the facts that are asked for, so that both read alike when they differ.</summary>
    public string Tell(string expected)
    {
        var facts = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var told = new StringBuilder(facts[0] is "*" ? "*" : By);
        foreach (var fact in facts.Skip(1))
        {
            var name = fact[..fact.IndexOf('=', StringComparison.Ordinal)];
            told.Append(' ').Append(name).Append('=').Append(Find(name));
        }

        return told.ToString();
    }

    private string Find(string name) => name switch
    {
        "at" => Dialled,
        "status" => ((int)Response.StatusCode).ToString(CultureInfo.InvariantCulture),
        "body" => Body,
        "copies" => string.Join('+', Copies.Select(c => c.Server).Order(StringComparer.Ordinal)),
        ['<', .. var header] => Response.Headers.TryGetValues(header, out var values) ? string.Join(',', values) : null,
        ['c', 'o', 'p', 'y', '.', .. var of] => Copies.Count > 0 ? Of(Copies[0].Request, of) : null,
        _ => Received is null ? null : Of(Received, name),
    } is { Length: > 0 } found ? found.Replace(", ", ",", StringComparison.Ordinal) : "-";

    private static string? Of(RecordedRequest request, string name) => name switch
    {
        "method" => request.Method,
        "path" => request.Target,
        "host" => request.Host,
        ['>', .. var header] => request.Header(header),
        _ => throw new ArgumentException($"There is no fact '{name}'.", nameof(name)),
    };
}
