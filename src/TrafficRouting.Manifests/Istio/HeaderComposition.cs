namespace TrafficRouting.Manifests;

/// <summary>Makes one set of header edits out of two that follow one another.</summary>
internal static class HeaderComposition
{
    /// <summary>Makes the edits that do what the first and then the second do.</summary>
    public static HeaderEditOptions? Then(HeaderEditOptions? first, HeaderEditOptions? second)
    {
        if (first is null || second is null)
            return first ?? second;
        var both = Copy(first);
        foreach (var name in second.Remove)
        {
            Forget(both, name);
            both.Remove.Add(name);
        }

        foreach (var (name, value) in second.Set)
        {
            Forget(both, name);
            both.Set[name] = value;
        }

        foreach (var (name, value) in second.Add)
            both.Add[name] = both.Add.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
        return both;
    }

    /// <summary>
    /// Makes the edits that, done after <paramref name="outer"/>, give what <paramref name="inner"/> followed by it would:
    /// a destination's edits come before its route's in Istio, and after them here.
    /// </summary>
    public static HeaderEditOptions? Beneath(HeaderEditOptions? inner, HeaderEditOptions? outer)
    {
        if (inner is null || outer is null)
            return inner;
        var edits = Copy(inner);
        foreach (var name in outer.Set.Keys.Concat(outer.Remove))
            Forget(edits, name);
        foreach (var (name, value) in outer.Add.Where(a => !outer.Set.ContainsKey(a.Key)))
        {
            if (edits.Set.TryGetValue(name, out var set))
                edits.Set[name] = $"{set},{(edits.Add.Remove(name, out var added) ? $"{added}," : string.Empty)}{value}";
            else if (edits.Remove.Contains(name, StringComparer.OrdinalIgnoreCase))
                edits.Set[name] = edits.Add.Remove(name, out var added) ? $"{added},{value}" : value;
        }

        return edits;
    }

    private static HeaderEditOptions Copy(HeaderEditOptions edits)
    {
        var copy = new HeaderEditOptions();
        foreach (var name in edits.Remove)
            copy.Remove.Add(name);
        foreach (var (name, value) in edits.Set)
            copy.Set[name] = value;
        foreach (var (name, value) in edits.Add)
            copy.Add[name] = value;
        return copy;
    }

    private static void Forget(HeaderEditOptions edits, string name)
    {
        edits.Set.Remove(name);
        edits.Add.Remove(name);
        for (var i = edits.Remove.Count - 1; i >= 0; i--)
        {
            if (edits.Remove[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                edits.Remove.RemoveAt(i);
        }
    }
}
