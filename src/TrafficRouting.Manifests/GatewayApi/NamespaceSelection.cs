namespace TrafficRouting.Manifests;

/// <summary>Which namespaces something is open to: <c>from</c> and <c>selector</c>.</summary>
/// <param name="From">Same, All, Selector or None.</param>
/// <param name="Labels">The labels that a Selector asks for.</param>
/// <param name="Expressions">The expressions of a Selector.</param>
/// <param name="Fields">Where it is written.</param>
internal sealed record NamespaceSelection(
    string From, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<(string Key, string Operator, IReadOnlyList<string> Values)> Expressions, Fields Fields)
{
    private const string Name = "kubernetes.io/metadata.name";

    /// <summary>Reads a field <c>namespaces</c>.</summary>
    public static NamespaceSelection Read(Fields owner, string byDefault)
    {
        var namespaces = owner.Map("namespaces");
        var from = namespaces?.Choice("from", "Same", "All", "Selector", "None") ?? byDefault;
        var selector = namespaces?.Map("selector");
        if (from is "Selector" && selector is null)
            namespaces!.Warning("from", "is Selector without a selector, which takes no namespace");
        var expressions = (selector?.Maps("matchExpressions") ?? []).Select(Expression).ToList();
        return new(from is "Selector" && selector is null ? "None" : from, selector?.TextMap("matchLabels") ?? new Dictionary<string, string>(StringComparer.Ordinal), expressions, owner);
    }

    /// <summary>Tells whether a namespace is one of them.</summary>
    public bool Takes(string @namespace, string own, ImportContext context) => From switch
    {
        "All" => true,
        "Same" => @namespace == own,
        "Selector" => IsSelected(@namespace, context),
        _ => false,
    };

    private static (string, string, IReadOnlyList<string>) Expression(Fields expression)
    {
        var (key, values) = (expression.RequiredText("key"), expression.Texts("values"));
        var @operator = expression.Choice("operator", "In", "NotIn", "Exists", "DoesNotExist");
        if (@operator is null)
            expression.RequiredText("operator");
        if (@operator is "In" or "NotIn" == (values.Count == 0))
            expression.Incomplete(values.Count == 0 ? $"takes values with the operator {@operator}" : $"takes no values with the operator {@operator}");
        return (key ?? string.Empty, @operator ?? string.Empty, values);
    }

    private bool IsSelected(string @namespace, ImportContext context)
    {
        var labels = context.Ask(new(TopicKind.Namespace, @namespace), @namespace, static (c, name) => c.Book<NamespaceBook>().Find(name));
        if (labels is null && (Labels.Keys.Any(k => k is not Name) || Expressions.Any(e => e.Key is not Name)))
            Fields.Warning("namespaces", $"selects namespaces by labels, and the documents do not hold the Namespace {@namespace}; only its label {Name} is known");
        return Labels.All(l => Of(l.Key) == l.Value) && Expressions.All(Holds);

        string? Of(string key) => labels?.GetValueOrDefault(key) ?? (key is Name ? @namespace : null);

        bool Holds((string Key, string Operator, IReadOnlyList<string> Values) expression) => expression.Operator switch
        {
            "In" => Of(expression.Key) is { } value && expression.Values.Contains(value, StringComparer.Ordinal),
            "NotIn" => Of(expression.Key) is not { } value || !expression.Values.Contains(value, StringComparer.Ordinal),
            "Exists" => Of(expression.Key) is not null,
            _ => Of(expression.Key) is null,
        };
    }
}
