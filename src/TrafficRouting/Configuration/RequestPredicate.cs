namespace TrafficRouting;

/// <summary>A condition in code on the message that is routed.</summary>
public sealed class RequestPredicate
{
    private static long _last;

    private readonly Func<object, bool> _holds;

    /// <summary>Initializes a predicate.</summary>
    /// <param name="holds">Tells whether the condition holds for a message (<see cref="IRoutableRequest.Message"/>). Called for many requests at once; must be quick. Where it throws, the condition does not hold.</param>
    /// <param name="text">The condition in words, for explanations and for counting failures: the same for all requests.</param>
    public RequestPredicate(Func<object, bool> holds, string text)
    {
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentNullException.ThrowIfNull(text);
        _holds = holds;
        Text = text;
    }

    /// <summary>Gets the condition in words.</summary>
    public string Text { get; }

    /// <summary>Gets a number that no other predicate has.</summary>
    internal long Number { get; } = Interlocked.Increment(ref _last);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Evaluates it.</summary>
    /// <param name="message">The message.</param>
    internal bool Holds(object message) => _holds(message);
}
