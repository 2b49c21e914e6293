namespace TrafficRouting;

/// <summary>A condition in code. Not generic over the view, so that all views share what guards against exceptions.</summary>
internal sealed class PredicateCondition(RequestPredicate predicate, CallbackFailures failures)
{
    public bool Holds(object? message)
    {
        try
        {
            return message is not null && predicate.Holds(message);
        }
        catch (Exception exception)
        {
            failures.Note(predicate.Text, exception);
            return false;
        }
    }

    public override string ToString() => $"'{predicate.Text}' does not hold";
}
