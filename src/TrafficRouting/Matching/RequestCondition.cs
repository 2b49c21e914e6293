namespace TrafficRouting;

/// <summary>A condition on one value of a request.</summary>
internal sealed class RequestCondition(RequestField field, ValueCondition value)
{
    private readonly RequestField _field = field;
    private readonly ValueCondition _value = value;

    public RequestField Field => _field;

    public ValueCondition Value => _value;

    public bool Holds<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var present = _field.TryRead(in request, out var text);
        return _field.IsEscaped && PercentEncoding.IsEscaped(text)
            ? PercentEncoding.Holds(in _value, text)
            : _value.Holds(present, text);
    }

    /// <summary>Says in words why the condition does not hold.</summary>
    public string Explain<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var present = _field.TryRead(in request, out var text);
        return ConditionText.Of(_field, _value, present, text);
    }
}
