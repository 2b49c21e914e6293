namespace TrafficRouting.Manifests;

/// <summary>The header edits of a route or a destination.</summary>
internal sealed record HeaderOperations
{
    public static HeaderOperations None { get; } = new();

    public HeaderEditOptions? Request { get; init; }

    public HeaderEditOptions? Response { get; init; }

    /// <summary>Gets the Host to send, when the request's edits set it.</summary>
    public string? Host { get; init; }

    public bool IsEmpty => Request is null && Response is null && Host is null;
}
