using Microsoft.Extensions.Logging;

namespace TrafficRouting.Kubernetes;

/// <summary>What is to be said of the cluster as a whole: an outage in words that stay until it is over, so that it is told once. One caller at a time.</summary>
internal sealed class ClusterFindings(ClusterWatch watch, string path, TimeProvider time, ILogger logger)
{
    private Finding? _outage;
    private long _told;
    private TimeSpan _lag;

    /// <summary>Gives all that is to be said now.</summary>
    public IReadOnlyList<Finding> Find()
    {
        var found = new List<Finding>();
        if (watch.Failure is { } failure)
            found.Add(new(FindingSeverity.Warning, path, $"The cluster is not followed: {failure}."));
        if (MissingRights.Find(watch.Reflectors, path) is { } rights)
            found.Add(rights);
        Look();
        if (_outage is not null)
            found.Add(_outage);
        return found;
    }

    private void Look()
    {
        var outage = Outage();
        if (outage is null && _outage is not null)
            Back();
        if (outage is null || outage.Severity != _outage?.Severity)
            (_outage, _told, _lag) = (outage, time.GetTimestamp(), ClusterStatus.Lag(watch.Reflectors));
    }

    private Finding? Outage()
    {
        var unseen = watch.Reflectors.FirstOrDefault(r => !r.Answered.IsCompleted);
        if (unseen is not null)
            return new(FindingSeverity.Warning, path, $"The cluster has not been reached yet, and is followed as soon as it can be: {unseen.Error ?? "no answer"}");
        return ClusterStatus.Problem(watch.Reflectors) is { } problem ? new(FindingSeverity.Error, path, problem) : null;
    }

    private void Back()
    {
        try
        {
            ClusterLog.Followed(logger, _lag + time.GetElapsedTime(_told));
        }
        catch (Exception)
        {
            // A logger that fails must not keep what was read from coming into force.
            return;
        }
    }
}
