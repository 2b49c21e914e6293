using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Http;

namespace TrafficRouting.Http;

/// <summary>A builder for the same client whose handlers are looked at and not built.</summary>
internal sealed class MirrorHandlerProbe(HttpMessageHandlerBuilder builder) : HttpMessageHandlerBuilder
{
    private string? _name = builder.Name;

    [AllowNull]
    public override string Name
    {
        get => _name!;
        set => _name = value;
    }

    public override required HttpMessageHandler PrimaryHandler { get; set; }

    public override IList<DelegatingHandler> AdditionalHandlers { get; } = [];

    public override IServiceProvider Services => builder.Services;

    public override HttpMessageHandler Build() => throw new NotSupportedException();
}
