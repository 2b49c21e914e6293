namespace TrafficRouting.Matching;

/// <summary>A condition on one value of a request.</summary>
internal sealed class RequestCondition(RequestField field, ValueCondition value)
{
    public RequestField Field { get; } = field;

    public ValueCondition Value { get; } = value;

    public bool Holds<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var present = Field.TryRead(in request, out var text);
        return Field.IsEscaped && PercentEncoding.IsEscaped(text)
            ? PercentEncoding.Holds(Value, text)
            : Value.Holds(present, text);
    }

    /// <summary>Says in words why the condition does not hold.</summary>
    public string Explain<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var present = Field.TryRead(in request, out var text);
        return ConditionText.Of(Field, Value, present, text);
    }
}
