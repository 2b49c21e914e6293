namespace TrafficRouting.Manifests;

/// <summary>Finds the listeners of Gateways, those of their ListenerSets included.</summary>
internal sealed class GatewayListeners(ImportContext context)
{
    public Gateway? Find(string @namespace, string name) => context.Ask(new(TopicKind.Gateway, name, @namespace), (@namespace, name), static (c, key) => c.Book<GatewayBook>().Find(key));

    public ListenerSet? FindSet(string @namespace, string name) => context.Ask(new(TopicKind.ListenerSet, name, @namespace), (@namespace, name), static (c, key) => c.Book<GatewayBook>().FindSet(key));

    /// <summary>Gets all listeners of a Gateway. Of those that clash the Gateway's own counts, then the older ListenerSet's.</summary>
    public IReadOnlyList<Listener> All(Gateway gateway)
    {
        var all = gateway.Listeners.ToList();
        var (@namespace, name) = (gateway.Document.Namespace, gateway.Document.Name);
        var sets = context.Ask(new(TopicKind.ListenerSetsOf, name, @namespace), (@namespace, name), static (c, key) => c.Book<GatewayBook>().SetsOf(key), SameItems<ListenerSet>.Comparer);
        foreach (var set in sets)
        {
            if (!gateway.ListenerSets.Takes(set.Document.Namespace, gateway.Document.Namespace, context))
            {
                set.Document.Spec!.Warning("parentRef", $"names the Gateway {gateway.Document.Namespace}/{gateway.Document.Name}, whose allowedListeners take no ListenerSet of {set.Document.Namespace}; it adds nothing");
                continue;
            }

            foreach (var listener in set.Listeners)
            {
                if (!all.Exists(listener.Clashes))
                    all.Add(listener);
                else
                    listener.Fields.Warning("name", $"'{listener.Name}' has the port and hostname, or the port with another protocol, of a listener that comes before; it takes no routes");
            }
        }

        return all;
    }
}
