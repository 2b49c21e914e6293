namespace TrafficRouting.Manifests;

/// <summary>VirtualServices without hosts, whose rules others take over, and who names them.</summary>
internal sealed class Delegates
{
    private readonly Dictionary<(string Namespace, string Name), VirtualService> _delegates = [];
    private readonly HashSet<(string Namespace, string Name)> _named = [];

    /// <summary>Tells whether a VirtualService has no hosts.</summary>
    public static bool Is(ManifestDocument document) =>
        document.Root.Find("spec") is MapNode spec && (!spec.TryGet("hosts", out var hosts) || hosts is ScalarNode { Kind: ScalarKind.Null } or ListNode { Items.Count: 0 });

    public void Add(VirtualService virtualService) => _delegates[(virtualService.Document.Namespace, virtualService.Document.Name)] = virtualService;

    /// <summary>Takes down which delegates a VirtualService names.</summary>
    public void AddNamed(ManifestDocument document, ImportContext context)
    {
        if (document.Root.Find("spec") is not MapNode spec || !spec.TryGet("http", out var http) || http is not ListNode rules)
            return;
        foreach (var rule in rules.Items)
        {
            if (rule is not MapNode fields || !fields.TryGet("delegate", out var node) || node is not MapNode named || TextOf(named, "name") is not { } name)
                continue;
            var key = (Namespace: TextOf(named, "namespace") ?? document.Namespace, name);
            _named.Add(key);
            context.Say(document, new(TopicKind.NamedDelegate, name, key.Namespace));
        }
    }

    /// <summary>Finds a delegate, with those that ask for it being asked again when it changes.</summary>
    public static VirtualService? Find(string @namespace, string name, ImportContext context) =>
        context.Ask(new(TopicKind.Delegate, name, @namespace), (@namespace, name), static (c, key) => c.Book<Delegates>()._delegates.GetValueOrDefault(key));

    /// <summary>Warns of a delegate that nobody names.</summary>
    public static void Check(ManifestDocument document, ImportContext context)
    {
        var isNamed = context.Ask(new(TopicKind.NamedDelegate, document.Name, document.Namespace), (document.Namespace, document.Name), static (c, key) => c.Book<Delegates>()._named.Contains(key));
        if (!isNamed)
            document.Spec!.Warning("has no hosts, so it is a delegate, and no other VirtualService names it: it has no effect");
    }

    private static string? TextOf(MapNode map, string name) => map.TryGet(name, out var node) && node is ScalarNode { Kind: ScalarKind.Text, Value: { Length: > 0 } text } ? text : null;
}
