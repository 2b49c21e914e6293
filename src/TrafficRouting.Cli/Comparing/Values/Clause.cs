namespace TrafficRouting.Cli;

/// <summary>A condition on one field of requests.</summary>
internal sealed class Clause
{
    private readonly ValueCondition _condition;
    private readonly RequestCondition? _whole;

    public Clause(RequestField field, ValueCondition condition)
    {
        Field = field.Kind is RequestFieldKind.Header ? new(field.Kind, field.Name.ToLowerInvariant()) : field;
        _condition = condition;
        _whole = new(field, condition);
    }

    public Clause(IEnumerable<int> ports) => Ports = [.. ports];

    /// <summary>Gets the field, or null for the port.</summary>
    public RequestField? Field { get; }

    /// <summary>Gets the ports it asks for, where it is on the port.</summary>
    public IReadOnlyList<int> Ports { get; } = [];

    public ValueCondition Condition => _condition;

    /// <summary>Gets the place of its field among the spaces.</summary>
    public int Space { get; private set; }

    /// <summary>Gets the values of its space for which it holds.</summary>
    public AtomSet Holding { get; private set; } = AtomSet.Of(0, _ => false);

    public void Settle(int space, AtomSet holding) => (Space, Holding) = (space, holding);

    public bool Holds(FieldValue value) =>
        _whole is null ? Ports.Any(p => Text.Of(p) == value.Text) : _condition.Holds(value.IsPresent, value.Text);

    /// <summary>Tells whether it holds for a request.</summary>
    public bool Holds<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest =>
        _whole is null ? Ports.Contains(request.Port) : _whole.Holds(in request);
}
