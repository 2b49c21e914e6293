namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>A wrapper that leaves the handler it is given to its owner.</summary>
internal sealed class UndisposedHandler : DelegatingHandler
{
#pragma warning disable CA2215 // That is what it is for.
    protected override void Dispose(bool disposing)
    {
    }
#pragma warning restore CA2215
}
