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

    internal static ObjectShape<RewriteOptions> Shape { get; } = new ObjectShape<RewriteOptions>("rewrite", "An edit of path and host. The query is kept.")
        .Value("Path", Scalars.Path, o => o.Path, (o, v) => o.Path = (string?)v, "Replaces the whole path.")
        .Value("PathPrefix", Scalars.PathOrEmpty, o => o.PathPrefix, (o, v) => o.PathPrefix = (string?)v, "Replaces what the match's `PathPrefix` took, with one slash at the seam, or its `Prefix`, letter by letter; after any other path condition, the whole path.")
        .Value("Regex", Scalars.Text, o => o.Regex, (o, v) => o.Regex = (string?)v, "The pattern whose every occurrence in the path is replaced by `Replacement`.")
        .Value("Replacement", Scalars.Texts("text", "^[^?#]*$"), o => o.Replacement, (o, v) => o.Replacement = (string?)v, "The replacement for `Regex`; `\\1` to `\\9` stand for its groups.")
        .Value("Host", Scalars.Host, o => o.Host, (o, v) => o.Host = (string?)v, "The host to send, with or without port, in place of the backend's authority.")
        .OneOf("Path", "PathPrefix", "Regex");
}
