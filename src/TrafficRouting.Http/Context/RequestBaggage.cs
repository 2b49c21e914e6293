using System.Collections.Immutable;
using System.Diagnostics;

namespace TrafficRouting.Http;

/// <summary>
/// The baggage that a message leaves with: what it was given, over what scopes add, over its own header, without which .NET sends what the
/// activity carries.
/// </summary>
internal static class RequestBaggage
{
    // Most applications give none, and need not be looked for it.
    private static volatile bool _isGiven;

    public static ImmutableDictionary<string, string> None => Apart.None;

    private static HttpRequestOptionsKey<ImmutableDictionary<string, string>> Key => Apart.Key;

    /// <summary>Gives an item to a message, or takes it back.</summary>
    public static void Give(HttpRequestMessage request, string name, string? value)
    {
        _isGiven = true;
        var given = Given(request) ?? None;
        request.Options.Set(Key, value is null ? given.Remove(name) : given.SetItem(name, value));
    }

    /// <summary>Gives a message all that another leaves with.</summary>
    public static void Give(HttpRequestMessage request, ImmutableDictionary<string, string> items)
    {
        _isGiven = true;
        request.Options.Set(Key, items);
    }

    /// <summary>Tells whether .NET would not send by itself what a message leaves with.</summary>
    public static bool IsAdded(HttpRequestMessage request) => TrafficContext.Added is { IsEmpty: false } || Given(request) is { IsEmpty: false };

    /// <summary>Finds an item.</summary>
    /// <param name="request">The message.</param>
    /// <param name="mayHaveHeaders">Whether the message may have headers.</param>
    /// <param name="name">The item.</param>
    /// <param name="value">Its value, empty where there is none.</param>
    public static bool TryGet(HttpRequestMessage request, bool mayHaveHeaders, string name, out ReadOnlySpan<char> value)
    {
        if ((Given(request)?.GetValueOrDefault(name) ?? TrafficContext.Added?.GetValueOrDefault(name)) is { } added)
        {
            value = added;
            return true;
        }

        if (mayHaveHeaders && Own(request) is { } line)
            return BaggageText.TryGetValue(line, name, out value);
        var carried = ActivityBaggage.Find(name);
        value = carried;
        return carried is not null;
    }

    /// <summary>Gets all items, each name once.</summary>
    public static ImmutableDictionary<string, string> All(HttpRequestMessage request)
    {
        var all = None.ToBuilder();
        foreach (var (name, value) in InOrder(request))
            all.TryAdd(name, value);
        return all.ToImmutable();
    }

    /// <summary>Writes what a message is to leave with, or null where .NET does so by itself.</summary>
    public static string? Text(HttpRequestMessage request, BaggageEdits? edits) =>
        edits is not null ? Edited(request, edits) : IsAdded(request) ? BaggageText.Of(InOrder(request)) : null;

    // Apart: what its closure takes is taken where it is called.
    private static string? Edited(HttpRequestMessage request, BaggageEdits edits) =>
        BaggageText.Of(edits.Set.Concat(InOrder(request).Where(item => !edits.Removes(item.Key))));

    private static IEnumerable<KeyValuePair<string, string>> InOrder(HttpRequestMessage request)
    {
        var added = (Given(request) ?? None).Concat(TrafficContext.Added ?? None);
        return added.Concat(Own(request) is { } line
            ? BaggageText.Items(line)
            : Activity.Current?.Baggage.Select(item => new KeyValuePair<string, string>(item.Key, item.Value ?? "")) ?? []);
    }

    private static ImmutableDictionary<string, string>? Given(HttpRequestMessage request) =>
        _isGiven && MessageOptions.MayExist(request) && request.Options.TryGetValue(Key, out var given) ? given : null;

    // Whoever receives both reads W3C's first.
    private static string? Own(HttpRequestMessage request)
    {
        if (InjectedHeaders.AreOn(request))
            return null;
        var headers = request.Headers.NonValidated;
        if (headers.TryGetValues(BaggageHeaders.W3C, out var values))
            return values.ToString();
        foreach (var name in BaggageHeaders.Current)
        {
            if (headers.TryGetValues(name, out values))
                return values.ToString();
        }

        return null;
    }

    // Immutable dictionaries are some hundred types, which a process that gives no baggage need not load for its first request.
    private static class Apart
    {
        public static readonly ImmutableDictionary<string, string> None = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

        public static readonly HttpRequestOptionsKey<ImmutableDictionary<string, string>> Key = new("TrafficRouting.Baggage");
    }
}
