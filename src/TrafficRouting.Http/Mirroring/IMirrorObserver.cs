namespace TrafficRouting.Http;

/// <summary>Is told of answers that were compared. Register any number in the container; called on the mirrors' workers, never on the caller's path.</summary>
public interface IMirrorObserver
{
    /// <summary>Called for each compared pair of answers, from several threads at once. What it throws is logged once for each type and counted.</summary>
    /// <param name="comparison">The two answers.</param>
    void OnCompared(MirrorComparison comparison);
}
