namespace TrafficRouting.Manifests;

/// <summary>Something that a step of an import looked up.</summary>
/// <param name="node">The topic it is about.</param>
internal abstract class Lookup(TopicNode node)
{
    private TopicNode _node = node;

    /// <summary>Gets the node of its topic, as it is now.</summary>
    public TopicNode NodeIn(TopicIndex topics) => _node.IsGone ? _node = topics[_node.Topic] : _node;

    /// <summary>Tells whether the same would be found now.</summary>
    public abstract bool Holds(ImportContext context);
}
