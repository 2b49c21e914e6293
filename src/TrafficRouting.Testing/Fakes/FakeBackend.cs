using System.Collections.Immutable;

namespace TrafficRouting.Testing;

/// <summary>A backend whose answers are scripted and whose requests are recorded. Safe for concurrent use.</summary>
public sealed class FakeBackend : FakeScript
{
    private ImmutableArray<ScriptRule> _rules = [];

    internal FakeBackend(string name) => Name = name;

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the requests it received, mirrors' copies included.</summary>
    public FakeCollector<FakeRequest> Requests { get; } = new();

    /// <summary>Begins a script for some paths, whatever the method. A later rule goes before an earlier one.</summary>
    /// <param name="path">The escaped path, or its beginning followed by <c>*</c>.</param>
    public FakeScript On(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return On(request => TakesPath(path, request));
    }

    /// <summary>Begins a script for a method and some paths. A later rule goes before an earlier one.</summary>
    /// <param name="method">The method, in any case.</param>
    /// <param name="path">The escaped path, or its beginning followed by <c>*</c>.</param>
    public FakeScript On(string method, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return On(request => string.Equals(method, request.Method, StringComparison.OrdinalIgnoreCase) && TakesPath(path, request));
    }

    /// <summary>Begins a script for the requests that a condition takes. A later rule goes before an earlier one.</summary>
    /// <param name="takes">The condition.</param>
    public FakeScript On(Func<FakeRequest, bool> takes)
    {
        ArgumentNullException.ThrowIfNull(takes);
        var rule = new ScriptRule(takes);
        ImmutableInterlocked.Update(ref _rules, (rules, added) => rules.Insert(0, added), rule);
        return rule;
    }

    /// <summary>Removes every script and every record.</summary>
    public void Reset()
    {
        _rules = [];
        Clear();
        Requests.Clear();
    }

    internal ScriptedAnswer? AnswerTo(FakeRequest request) =>
        (_rules.FirstOrDefault(r => !r.IsEmpty && r.Takes(request)) ?? (FakeScript)this).Next();

    private static bool TakesPath(string pattern, FakeRequest request) => pattern[^1] == '*'
        ? request.Uri.AbsolutePath.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : request.Uri.AbsolutePath == pattern;
}
