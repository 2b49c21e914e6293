namespace TrafficRouting;

/// <summary>The failures that a failover is made for. Immutable.</summary>
internal sealed class FailoverCauses
{
    private readonly bool[] _statuses;

    public FailoverCauses(ICollection<string> texts)
    {
        string[] given = texts.Count == 0 ? ["ConnectFailure", "Reset", "502-504"] : [.. texts.Select(t => t.Trim())];
        ConnectFailure = Has(nameof(ConnectFailure));
        Reset = Has(nameof(Reset));
        Timeout = Has(nameof(Timeout));
        _statuses = FailureStatuses.Parse(given.Where(FailureStatuses.IsValid));

        bool Has(string name) => given.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    public bool ConnectFailure { get; }

    public bool Reset { get; }

    public bool Timeout { get; }

    public static bool IsValid(string text) =>
        FailureStatuses.IsValid(text) || text.Trim().ToUpperInvariant() is "CONNECTFAILURE" or "RESET" or "TIMEOUT";

    public bool Includes(int status) => (uint)status < (uint)_statuses.Length && _statuses[status];
}
