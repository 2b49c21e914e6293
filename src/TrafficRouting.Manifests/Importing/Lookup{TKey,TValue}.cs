namespace TrafficRouting.Manifests;

/// <summary>A question that a step of an import asked, and its answer.</summary>
internal sealed class Lookup<TKey, TValue>(TopicNode node, TKey key, TValue found, Func<ImportContext, TKey, TValue> find, IEqualityComparer<TValue> comparer) : Lookup(node)
{
    public TValue Found => found;

    /// <summary>Tells whether it is a certain question.</summary>
    public bool Asks(TKey other, Func<ImportContext, TKey, TValue> how) => ReferenceEquals(find, how) && EqualityComparer<TKey>.Default.Equals(key, other);

    public override bool Holds(ImportContext context) => comparer.Equals(find(context, key), found);
}
