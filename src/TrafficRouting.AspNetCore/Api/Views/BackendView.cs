namespace TrafficRouting.AspNetCore;

/// <summary>A backend.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Endpoints">Scheme, host and port of its endpoints; none where it answers by itself.</param>
internal sealed record BackendView(string Name, IReadOnlyList<string> Endpoints)
{
    public static BackendView Of(Backend backend) => new(backend.Name, [.. backend.Endpoints.Select(e => e.Origin)]);
}
