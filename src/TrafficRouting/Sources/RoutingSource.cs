using Microsoft.Extensions.Primitives;

namespace TrafficRouting;

/// <summary>
/// Something that routing is read from, such as documents, code or a cluster. Keeps its own last good state: what cannot be
/// read is a finding of <see cref="Current"/>, never an exception. Implementations are thread-safe.
/// </summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/configuration.md#sources">Configuration in the documentation</seealso>
public abstract class RoutingSource
{
    /// <summary>Gets the name shown in findings.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Gets the last good state, with what was found since; entries that did not change keep their reference. Never throws, but the first
    /// time: what it throws then keeps the application from starting.
    /// </summary>
    public abstract RoutingSnapshot Current { get; }

    /// <summary>Gets a value indicating whether entries may come and go while the application runs, as in a cluster. What lies over one that is gone is then dormant instead of an error.</summary>
    public virtual bool IsLive => false;

    /// <summary>Gets how the source fares, for health checks and people; null where its findings say all there is. Never throws.</summary>
    public virtual RoutingSourceStatus? Status => null;

    /// <summary>Gets a token that is raised once after <see cref="Current"/> changed.</summary>
    /// <returns>The token.</returns>
    public abstract IChangeToken GetChangeToken();
}
