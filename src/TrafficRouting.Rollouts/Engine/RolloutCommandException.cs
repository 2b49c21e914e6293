namespace TrafficRouting.Rollouts;

/// <summary>A command that does not apply to a rollout as it stands; nothing was changed.</summary>
public sealed class RolloutCommandException : InvalidOperationException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Why the command does not apply.</param>
    public RolloutCommandException(string message)
        : base(message)
    {
    }
}
