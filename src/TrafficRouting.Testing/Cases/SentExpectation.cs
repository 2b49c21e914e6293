namespace TrafficRouting.Testing;

/// <summary>What of a request is expected to reach its backend.</summary>
/// <param name="Path">The path with its query, or null where that is not checked.</param>
/// <param name="Host">The Host, or null where that is not checked.</param>
/// <param name="Headers">Headers with their values; others may be there.</param>
internal sealed record SentExpectation(string? Path, string? Host, IReadOnlyDictionary<string, string> Headers)
{
    public IEnumerable<string> Problems(string backend, Rehearsed outcome)
    {
        if (outcome.Sent is not { } sent)
        {
            yield return $"expected it sent, but {(outcome.Refusal is { } refusal ? $"it is refused: {refusal}" : $"it is answered with {outcome.Status}")}";
            yield break;
        }

        if (Path is not null && Path != sent.Uri.PathAndQuery)
            yield return $"expected the path {Path} sent to {backend}, but it is {sent.Uri.PathAndQuery}";
        if (Host is not null && !Host.Equals(sent.Host, StringComparison.OrdinalIgnoreCase))
            yield return $"expected the host {Host} sent to {backend}, but it is {sent.Host}";
        foreach (var (name, value) in Headers)
        {
            if (sent.Headers.GetValueOrDefault(name) is var actual && actual != value)
                yield return $"expected the header {name}: {value} sent to {backend}, but it {(actual is null ? "is not there" : $"is {actual}")}";
        }
    }
}
