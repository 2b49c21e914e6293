using System.Collections.Frozen;

namespace TrafficRouting.AspNetCore;

/// <summary>Chooses what is taken of the baggage that came. Immutable.</summary>
internal sealed class ContextFilter
{
    private readonly FrozenSet<string> _trusted;
    private readonly bool _trustsAll;
    private readonly TrafficContextSigner? _signer;

    /// <summary>Initializes a filter.</summary>
    /// <exception cref="ArgumentException">A key is too short.</exception>
    public ContextFilter(TrafficContextOptions options, TimeProvider time)
    {
        _trusted = options.Trusted.ToFrozenSet(StringComparer.Ordinal);
        _trustsAll = _trusted.Contains("*");
        _signer = options.Keys.Count == 0 ? null : new(options.Keys, time);
        Taken = options.Taken;
    }

    /// <summary>Gets what is told of the items that were taken.</summary>
    public Action<IReadOnlyDictionary<string, string>>? Taken { get; }

    /// <summary>Gives the items that are taken, of each name the first; signed values without their signatures.</summary>
    /// <param name="items">The items that came.</param>
    /// <param name="dropped">The number of those that are not taken.</param>
    public Dictionary<string, string> Choose(IEnumerable<KeyValuePair<string, string?>> items, out int dropped)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        dropped = 0;
        foreach (var (name, value) in items)
        {
            if (!Takes(name, value, out var plain) || !taken.TryAdd(name, plain))
                dropped++;
        }

        return taken;
    }

    private bool Takes(string name, string? value, out string plain)
    {
        plain = value ?? "";
        if (!_trustsAll && !_trusted.Contains(name))
            return false;
        if (_signer is null)
            return true;
        var isSigned = _signer.TryRead(name, plain, out var read);
        plain = read ?? "";
        return isSigned;
    }
}
