namespace TrafficRouting.Http;

/// <summary>Is told of responses that were compared. Register any number in the container; called on the mirrors' workers, never on the caller's path.</summary>
public interface IMirrorObserver
{
    /// <summary>Called for each compared pair of responses, from several threads at once. What it throws is logged once for each type and counted.</summary>
    /// <param name="comparison">The two responses.</param>
    void OnCompared(MirrorComparison comparison);
}
