namespace TrafficRouting.Manifests;

/// <summary>The texts that have a topic in common.</summary>
internal sealed class TopicNode(Topic topic)
{
    public Topic Topic => topic;

    /// <summary>Gets the texts that say something of it.</summary>
    public List<ImportUnit> Sayers { get; } = new(1);

    /// <summary>Gets the texts to which it matters what is said of it.</summary>
    public List<ImportUnit> Askers { get; } = new(1);

    /// <summary>Gets or sets a value indicating whether another node may stand for the topic now.</summary>
    public bool IsGone { get; set; }
}
