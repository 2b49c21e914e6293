using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>Which texts have what in common: topics, and the names of backends.</summary>
internal sealed class TopicIndex
{
    private readonly Dictionary<Topic, TopicNode> _nodes = [];
    private readonly Dictionary<string, List<BackendClaim>> _claims = new(StringComparer.OrdinalIgnoreCase);

    // Those that may have nobody.
    private readonly List<TopicNode> _left = [];

    /// <summary>Gets the node of a topic, made on first use.</summary>
    public TopicNode this[Topic topic]
    {
        get
        {
            ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, topic, out _);
            if (node is null)
            {
                node = new(topic);
                _left.Add(node);
            }

            return node;
        }
    }

    /// <summary>Tells whether any text says something of a topic.</summary>
    public bool IsSaid(Topic topic) => _nodes.TryGetValue(topic, out var node) && node.Sayers.Count > 0;

    /// <summary>Gets who claims the name of a backend.</summary>
    public bool TryGetClaims(string name, [MaybeNullWhen(false)] out List<BackendClaim> claims) => _claims.TryGetValue(name, out claims);

    public void Add(ImportUnit unit)
    {
        foreach (var node in unit.Says)
            node.AddSayer(unit);
        foreach (var node in unit.Asks)
            node.AddAsker(unit);

        foreach (var (name, claim) in unit.Claims)
        {
            ref var claims = ref CollectionsMarshal.GetValueRefOrAddDefault(_claims, name, out _);
            (claims ??= new(1)).Add(claim);
        }
    }

    public void Remove(ImportUnit unit)
    {
        foreach (var node in unit.Says)
        {
            node.Sayers.Remove(unit);
            _left.Add(node);
        }

        foreach (var node in unit.Asks)
        {
            node.Askers.Remove(unit);
            _left.Add(node);
        }

        foreach (var (name, _) in unit.Claims)
        {
            if (_claims.TryGetValue(name, out var claims) && claims.RemoveAll(c => c.Unit == unit) > 0 && claims.Count == 0)
                _claims.Remove(name);
        }
    }

    /// <summary>Forgets topics that nobody has left.</summary>
    public void Sweep()
    {
        foreach (var node in _left)
        {
            if (node.IsGone || node.Sayers.Count > 0 || node.Askers.Count > 0)
                continue;
            node.IsGone = true;
            _nodes.Remove(node.Topic);
        }

        _left.Clear();
    }

    public void Clear()
    {
        foreach (var node in _nodes.Values)
            node.IsGone = true;
        _nodes.Clear();
        _claims.Clear();
        _left.Clear();
    }
}
