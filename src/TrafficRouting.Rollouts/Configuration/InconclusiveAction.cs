namespace TrafficRouting.Rollouts;

/// <summary>What happens when analysis stays inconclusive beyond its limit.</summary>
public enum InconclusiveAction
{
    /// <summary>The rollout pauses at its weight until a person resumes, promotes or aborts it.</summary>
    Pause,

    /// <summary>The rollout goes on analysing at its weight for as long as it takes.</summary>
    Wait,

    /// <summary>The canary is rolled back.</summary>
    RollBack,
}
