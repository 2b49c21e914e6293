namespace TrafficRouting;

/// <summary>When copies of a request are handed over for sending.</summary>
public enum MirrorDispatch
{
    /// <summary>When the primary's response headers have arrived or it has failed, which disturbs the primary least.</summary>
    AfterPrimary,

    /// <summary>Before the primary is sent. Copies that need the primary (compared ones, buffered streams) still wait for it.</summary>
    Immediately,
}
