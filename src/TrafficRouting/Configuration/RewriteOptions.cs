namespace TrafficRouting;

/// <summary>An edit of the request's path and host; at most one of the path edits is set. The query is kept.</summary>
public sealed class RewriteOptions
{
    /// <summary>Gets or sets the path that replaces the whole path.</summary>
    public string? Path { get; set; }

    /// <summary>Gets or sets what replaces the part of the path that the match's <c>PathPrefix</c> or <c>Prefix</c> took; after any other path condition it replaces the whole path.</summary>
    public string? PathPrefix { get; set; }

    /// <summary>Gets or sets the pattern whose every occurrence in the path is replaced by <see cref="Replacement"/>.</summary>
    public string? Regex { get; set; }

    /// <summary>Gets or sets the replacement for <see cref="Regex"/>; <c>\1</c> to <c>\9</c> stand for its groups.</summary>
    public string? Replacement { get; set; }

    /// <summary>Gets or sets the Host header to send, in place of the backend's authority.</summary>
    public string? Host { get; set; }
}
