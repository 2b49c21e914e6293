namespace TrafficRouting.Testing;

/// <summary>An expectation of a test was not met. Any test framework reports it as a failure.</summary>
public sealed class TrafficRoutingAssertionException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What was expected and what happened.</param>
    public TrafficRoutingAssertionException(string message)
        : base(message)
    {
    }
}
