namespace TrafficRouting.Kubernetes.Tests.Histories;

/// <summary>What happens next to a cluster.</summary>
public enum HistoryStep
{
    Apply,
    ApplyRoute,
    ApplyService,
    Break,
    Delete,
    DeleteRoute,
    Compact,
    Reset,
    End,
    Cut,
    Restart,
    RestartCompacted,
    Bookmark,
    Advance,
    Fail,
    Forbid,
}
