namespace TrafficRouting.Rollouts;

/// <summary>
/// Which replicas have said nothing new for how long, by the clock of the one that judges and since it first looked: it has seen what it takes for old itself.
/// One caller at a time.
/// </summary>
internal sealed class SilentReplicas(TimeProvider time)
{
    private Dictionary<string, (ReplicaEvidence Said, long Since)> _heard = new(StringComparer.Ordinal);

    /// <summary>Takes note of what is there, and gives what has not changed for as long as is given.</summary>
    public IReadOnlyList<ReplicaEvidence> Among(IEnumerable<ReplicaEvidence> reports, TimeSpan patience)
    {
        var now = time.GetTimestamp();
        var heard = new Dictionary<string, (ReplicaEvidence Said, long Since)>(StringComparer.Ordinal);
        var silent = new List<ReplicaEvidence>();
        foreach (var report in reports)
        {
            var isOld = _heard.TryGetValue(report.Replica, out var known) && known.Said.Content.Span.SequenceEqual(report.Content.Span);
            heard[report.Replica] = isOld ? known : (report, now);
            if (isOld && time.GetElapsedTime(known.Since, now) >= patience)
                silent.Add(report);
        }

        _heard = heard;
        return silent;
    }
}
