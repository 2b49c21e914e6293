namespace TrafficRouting.Http;

/// <summary>The responses of a primary and of its mirror to one request. Immutable.</summary>
public sealed class MirrorComparison
{
    /// <summary>Gets the service that was called.</summary>
    public required string Service { get; init; }

    /// <summary>Gets the route that was taken.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the backend that answered the caller.</summary>
    public required string PrimaryBackend { get; init; }

    /// <summary>Gets the backend that received the copy.</summary>
    public required string MirrorBackend { get; init; }

    /// <summary>Gets the method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the escaped path as it was called, without the query, which may hold secrets.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the status the caller received.</summary>
    public required int PrimaryStatus { get; init; }

    /// <summary>Gets the status the mirror answered with.</summary>
    public required int MirrorStatus { get; init; }

    /// <summary>Gets the compared headers whose values differ, in the order they were configured in.</summary>
    public required IReadOnlyList<MirrorHeaderDifference> HeaderDifferences { get; init; }

    /// <summary>Gets a value indicating whether status and all compared headers are the same.</summary>
    public bool IsMatch => PrimaryStatus == MirrorStatus && HeaderDifferences.Count == 0;
}
