namespace TrafficRouting;

/// <summary>
/// Says that somebody judges two backends by their failures, which ejecting them would hide: neither is ejected as a whole, and no request
/// that failed elsewhere is sent to the canary.
/// </summary>
/// <param name="Owner">Who judges.</param>
/// <param name="Stable">The backend that the canary is compared with.</param>
/// <param name="Canary">The backend that is judged.</param>
/// <param name="Crossed">Called in place of an ejection; must be quick and not throw.</param>
internal sealed record HealthGuard(string Owner, string Stable, string Canary, Action Crossed)
{
    public bool Covers(string backend) => IsCanary(backend) || Stable.Equals(backend, StringComparison.OrdinalIgnoreCase);

    public bool IsCanary(string backend) => Canary.Equals(backend, StringComparison.OrdinalIgnoreCase);
}
