using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>Compiled rules of what is compared between the answers of primary and mirror. Immutable.</summary>
internal sealed class MirrorComparisonFilter
{
    private readonly FrozenSet<int> _ignoredStatuses;
    private readonly ImmutableArray<string> _ignoredPaths;

    private MirrorComparisonFilter(MirrorCompareOptions options)
    {
        Headers = [.. options.Headers];
        _ignoredStatuses = options.IgnoreStatuses.ToFrozenSet();
        _ignoredPaths = [.. options.IgnorePaths.Select(p => p.TrimEnd('/'))];
    }

    /// <summary>Gets the response headers whose values are compared, beside the status.</summary>
    public ImmutableArray<string> Headers { get; }

    /// <summary>Tells whether answers with a status are left out.</summary>
    /// <param name="status">The status code.</param>
    public bool IgnoresStatus(int status) => _ignoredStatuses.Contains(status);

    /// <summary>Tells whether answers for a path are left out.</summary>
    /// <param name="path">The escaped path as it was called, without query.</param>
    public bool IgnoresPath(ReadOnlySpan<char> path)
    {
        foreach (var prefix in _ignoredPaths)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '/'))
                return true;
        }

        return false;
    }

    internal static MirrorComparisonFilter? From(MirrorCompareOptions? options) =>
        options is { Enabled: true } ? new(options) : null;
}
