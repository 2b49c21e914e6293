namespace TrafficRouting.Rollouts;

/// <summary>What a store keeps cannot be trusted, or the store cannot be used.</summary>
public sealed class RolloutStoreException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public RolloutStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
